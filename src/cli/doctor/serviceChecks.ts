import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Settings } from '../../settings/schema.ts';
import { bad, type Finding, ok, warning } from './finding.ts';

const PATIENCE_MS = 5000;
const SLOW_MS = 500;

type Addresses = Pick<Settings, 'HOST' | 'PORT' | 'ADMIN_HOST' | 'ADMIN_PORT' | 'ADMIN_KEY' | 'TLS_CERTIFICATE'>;

/** Both ports: free, or a service of ours that is ready. */
export async function checkPorts(settings: Addresses): Promise<readonly Finding[]> {
  // With TLS it may want a certificate of its clients, and its own need not name this address.
  const probe = settings.TLS_CERTIFICATE === '' ? '/readyz' : undefined;
  const findings = [await checkPort('port', settings.HOST, settings.PORT, probe)];
  if (settings.ADMIN_KEY) {
    findings.push(await checkPort('admin port', settings.ADMIN_HOST, settings.ADMIN_PORT, undefined));
  }
  return findings;
}

async function checkPort(check: string, host: string, port: number, probe: string | undefined): Promise<Finding> {
  const address = `${host}:${port}`;
  if (port === 0) return ok(check, 'a free one is taken');
  const refusal = await whyNotFree(host, port);
  if (refusal === undefined) return ok(check, `${address} is free: no service runs there`);
  if (refusal !== 'EADDRINUSE') {
    return bad(
      check,
      `${address} cannot be listened on (${refusal})`,
      'see HOST and PORT, or ADMIN_HOST and ADMIN_PORT',
    );
  }
  return probe === undefined ? ok(check, `${address} is in use`) : askService(check, host, port, probe);
}

async function askService(check: string, host: string, port: number, probe: string): Promise<Finding> {
  const asked = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  const name = asked.includes(':') ? `[${asked}]` : asked;
  const begun = performance.now();
  const answer = await fetch(`http://${name}:${port}${probe}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    () => undefined,
  );
  const took = Math.round(performance.now() - begun);
  const where = `${host}:${port}`;
  if (!answer)
    return bad(check, `${where} is in use by something that does not answer`, 'look who listens there, or change PORT');
  const text = (await answer.text()).slice(0, 300);
  if (answer.status === 404) return bad(check, `${where} is in use by another service`, 'stop it, or change PORT');
  if (!answer.ok)
    return bad(check, `the service at ${where} is not ready: ${text}`, 'see its log, and docs/troubleshooting.md');
  return took > SLOW_MS
    ? warning(
        check,
        `the service at ${where} is ready and took ${took} ms to say so`,
        'it is busy: see docs/scaling.md',
      )
    : ok(check, `a service runs at ${where} and is ready`);
}

/** The code of the error; undefined when the address can be listened on. */
async function whyNotFree(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  } finally {
    server.close();
  }
}

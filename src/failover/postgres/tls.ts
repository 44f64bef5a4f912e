import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { DsnOptions } from '../dsn/dsnOptions.ts';

type SslMode = NonNullable<DsnOptions['sslMode']>;

export interface TlsOptions {
  readonly mode: SslMode;
  /** File of trusted certificates (PEM), or `system` for those that Node.js ships. */
  readonly rootCert?: string;
  /** The client's certificate and key (PEM files); one needs the other. */
  readonly cert?: string;
  readonly key?: string;
}

/** What is wrong with the combination, as the name of an option and a sentence; undefined: nothing. */
export function tlsContradiction({
  mode,
  rootCert,
  cert,
  key,
}: TlsOptions): readonly [option: string, problem: string] | undefined {
  if (mode.startsWith('verify') && rootCert === undefined) {
    return ['sslmode', `${mode} needs sslrootcert: a file of trusted certificates, or system`];
  }
  if (rootCert === 'system' && mode !== 'verify-full') return ['sslrootcert', 'system needs sslmode=verify-full'];
  if ((cert === undefined) !== (key === undefined)) return ['sslcert', 'and sslkey need each other'];
  return undefined;
}

/** Ways to connect in the order in which they are tried; false is without TLS. Meanings of libpq's `sslmode`. */
export async function tlsAttempts(options: TlsOptions, host: string): Promise<readonly (ConnectionOptions | false)[]> {
  const { mode } = options;
  // TLS is for the network: libpq ignores it on Unix sockets as well.
  if (mode === 'disable' || host.startsWith('/')) return [false];
  const secure = await secureOptions(options, host);
  if (mode === 'prefer') return [secure, false];
  if (mode === 'allow') return [false, secure];
  return [secure];
}

/** Files are read each time, so that a renewed certificate is used from the next opening on. */
async function secureOptions({ mode, rootCert, cert, key }: TlsOptions, host: string): Promise<ConnectionOptions> {
  // As in libpq: with certificates at hand `require` checks the chain too.
  const chain = mode.startsWith('verify') || (mode === 'require' && rootCert !== undefined);
  return {
    rejectUnauthorized: chain,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(rootCert === undefined || rootCert === 'system' ? {} : { ca: await readFile(rootCert) }),
    ...(cert === undefined ? {} : { cert: await readFile(cert) }),
    ...(key === undefined ? {} : { key: await readFile(key) }),
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

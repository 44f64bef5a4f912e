import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingProxy {
  readonly url: string;
  /** Milliseconds when each request came, and what it asked for. */
  readonly asked: { readonly time: number; readonly what: string }[];
  close(): Promise<void>;
}

/** In front of a server: counts what it is asked. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const asked: { time: number; what: string }[] = [];
  const server = createServer((incoming, answer) => {
    const { method = 'GET', headers, url = '/' } = incoming;
    asked.push({ time: performance.now(), what: `${method} ${url}` });
    const outgoing = request(`${target}${url}`, { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.on('error', () => answer.destroy()).pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Requests of any second that are more than the rate allows; one more fits between the two ends of a second. */
export function beyondRate(times: readonly number[], rate: number): number {
  return times.filter((time, index) => {
    const later = times[index + rate + 1];
    return later !== undefined && later - time < 1000;
  }).length;
}

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FaultyHttpProxy {
  readonly url: string;
  /** How many answers were lost on their way. */
  lost: number;
  close(): Promise<void>;
}

/** In front of a server: each answer of which `loses` says so is dropped, after the server has done what it was asked. */
export async function startFaultyHttpProxy(
  target: () => string,
  loses: (number: number) => boolean,
): Promise<FaultyHttpProxy> {
  let asked = 0;
  const proxy: FaultyHttpProxy = { url: '', lost: 0, close };
  const server = createServer((incoming, answer) => {
    const number = ++asked;
    const { method, headers, url = '/' } = incoming;
    const outgoing = request(`${target()}${url}`, { method, headers }, (answered) => {
      if (loses(number)) {
        proxy.lost++;
        answered.resume().on('end', () => answer.destroy());
        return;
      }
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.on('error', () => answer.destroy()).pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(proxy, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

  async function close(): Promise<void> {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

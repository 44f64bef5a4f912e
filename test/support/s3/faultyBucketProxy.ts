import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What it does to requests. `slow`: takes them and never answers. `cut`: breaks off in the middle of the answer.
 * `spoilt`: one byte of the answer is another one. A number: an answer with that status in place of the service's. `lateMs`: the service is
 * asked so much later.
 */
export type BucketFault = 'none' | 'slow' | 'cut' | 'spoilt' | number | { readonly lateMs: number };

export interface FaultyBucketProxy {
  readonly url: string;
  /** What happens to a request; may look at how many came before it. */
  fault: (number: number, incoming: IncomingMessage) => BucketFault;
  /** How many requests have come. */
  asked: number;
  /** Connections that were open at the same time, at most. */
  most: number;
  /** Ends what is under way and refuses connections, until it is called again. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const CODES: Readonly<Record<number, string>> = {
  403: 'AccessDenied',
  404: 'NoSuchBucket',
  500: 'InternalError',
  503: 'SlowDown',
};

/** In front of an S3 service. */
export async function startFaultyBucketProxy(target: string): Promise<FaultyBucketProxy> {
  let open = 0;
  const server = createServer((incoming, answer) => {
    const fault = proxy.fault(proxy.asked++, incoming);
    if (fault === 'slow') return void incoming.resume();
    if (typeof fault === 'number') {
      incoming.resume();
      answer.writeHead(fault, { 'content-type': 'application/xml' });
      return void answer.end(`<?xml version="1.0"?><Error><Code>${CODES[fault]}</Code><Message>no</Message></Error>`);
    }
    if (typeof fault === 'object') setTimeout(() => forward(target, incoming, answer, 'none'), fault.lateMs);
    else forward(target, incoming, answer, fault);
  });
  server.on('connection', (socket) => {
    proxy.most = Math.max(proxy.most, ++open);
    socket.on('close', () => open--);
  });
  const proxy: FaultyBucketProxy = {
    url: '',
    fault: () => 'none',
    asked: 0,
    most: 0,
    leave: close,
    async comeBack() {
      server.listen(Number(new URL(proxy.url).port), '127.0.0.1');
      await once(server, 'listening');
    },
    close,
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(proxy, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

  async function close(): Promise<void> {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
}

function forward(target: string, incoming: IncomingMessage, answer: ServerResponse, fault: BucketFault): void {
  const { method, headers, url = '/' } = incoming;
  const outgoing = request(`${target}${url}`, { method, headers }, (answered) => {
    const chunks: Buffer[] = [];
    answered.on('data', (chunk: Buffer) => chunks.push(chunk));
    answered.on('end', () => {
      const body = Buffer.concat(chunks);
      const { 'transfer-encoding': _, ...kept } = answered.headers;
      answer.writeHead(answered.statusCode ?? 502, { ...kept, 'content-length': String(body.length) });
      if (fault === 'cut') {
        answer.write(body.subarray(0, body.length >> 1));
        return void setTimeout(() => answer.destroy(), 50);
      }
      const last = body.length - 1;
      if (fault === 'spoilt' && last >= 0) body[last] = (body[last] ?? 0) ^ 1;
      answer.end(body);
    });
  });
  outgoing.on('error', () => answer.destroy());
  incoming.pipe(outgoing);
}

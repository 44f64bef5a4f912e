import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';

export interface Asked {
  readonly method: string;
  /** Behind the prefix, with its query: `/storage/persons?page=1`. */
  readonly path: string;
  readonly body?: Uint8Array;
  readonly type?: string;
  readonly accept?: string;
  /** Value of `Idempotency-Key`. */
  readonly key?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** No answer, or not a whole one. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export interface Connection {
  /** @throws ConnectionLost */
  send(asked: Asked): Promise<Answered>;
  close(): void;
}

/** Larger than any picture that the API takes or gives. */
const LARGEST_ANSWER = 128 * 1024 * 1024;

/**
 * Connections to a server of the public API, kept for the next request. What it answers before it has read the whole body
 * is an answer too.
 * @param base with the prefix, `http://host:5140/4`
 */
export function createConnection(base: URL, headers: Readonly<Record<string, string>>, timeoutMs: number): Connection {
  const secure = base.protocol === 'https:';
  const agent = secure ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const request = secure ? httpsRequest : httpRequest;
  return {
    send: ({ method, path, body, type, accept, key }) =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${base.href.replace(/\/$/, '')}${path}`, {
          agent,
          method,
          signal: AbortSignal.timeout(timeoutMs),
          headers: {
            ...headers,
            ...(type !== undefined && { 'content-type': type }),
            ...(accept !== undefined && { accept }),
            ...(key !== undefined && { 'idempotency-key': key }),
            ...(method !== 'GET' && { 'content-length': body?.length ?? 0 }),
          },
        });
        let answering = false;
        const lost = (error: Error) => reject(new ConnectionLost(error.message, { cause: error }));
        outgoing.on('error', (error) => {
          if (!answering) lost(error);
        });
        outgoing.on('response', (incoming) => {
          answering = true;
          const chunks: Buffer[] = [];
          let size = 0;
          incoming.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > LARGEST_ANSWER) incoming.destroy(new Error('the answer is too large'));
            else chunks.push(chunk);
          });
          incoming.on('error', lost);
          incoming.on('end', () => {
            if (!incoming.complete) return lost(new Error('the answer broke off'));
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) });
          });
        });
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

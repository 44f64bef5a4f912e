import { METHODS } from 'node:http';
import { type ClientHttp2Session, connect, constants, type OutgoingHttpHeaders } from 'node:http2';
import type { FuzzRequest } from '../requests/makeRequest.ts';
import type { Exchange, FuzzClient } from './rawClient.ts';

/** What no header of HTTP/2 may be, or what the client of Node.js says itself. */
const CONNECTION_HEADERS = new Set(['connection', 'host', 'transfer-encoding', 'upgrade', 'te', 'content-length']);
/** The protocol has an answer of its own to longer ones, and to what is no text in a path. */
const LONGEST_HEAD = 4000;
const PLAIN_PATH = /^\/[\x21-\x7e]*$/;

/** Sends requests over one connection of HTTP/2, as far as they can be said in it. */
export class Http2Client implements FuzzClient {
  readonly #url: string;
  readonly #authority: string;
  readonly #giveUpMs: number;
  #session: ClientHttp2Session | undefined;

  /** @param authority certificate that signs the server's */
  constructor(url: string, authority: string, giveUpMs: number) {
    this.#url = url;
    this.#authority = authority;
    this.#giveUpMs = giveUpMs;
  }

  async exchange(request: FuzzRequest): Promise<Exchange | undefined> {
    const headers = headersOf(request);
    return headers && this.#send(headers, request.body);
  }

  close(): void {
    this.#session?.destroy();
    this.#session = undefined;
  }

  #open(): ClientHttp2Session {
    if (this.#session && !this.#session.closed && !this.#session.destroyed) return this.#session;
    const session = connect(this.#url, { ca: this.#authority });
    session.on('error', () => undefined);
    this.#session = session;
    return session;
  }

  #send(headers: OutgoingHttpHeaders, body: Buffer | undefined): Promise<Exchange | undefined> {
    const start = performance.now();
    return new Promise((resolve) => {
      let stream: ReturnType<ClientHttp2Session['request']>;
      try {
        stream = this.#open().request(headers, { endStream: body === undefined });
      } catch {
        resolve(undefined);
        return;
      }
      let status: number | undefined;
      let told = new Map<string, string>();
      const pieces: Buffer[] = [];
      let isGivenUp = false;
      const isEvents = () => told.get('content-type')?.startsWith('text/event-stream') === true;
      const timer = setTimeout(() => {
        isGivenUp = true;
        stream.close(constants.NGHTTP2_CANCEL);
      }, this.#giveUpMs);
      stream.on('response', ({ ':status': code, ...rest }) => {
        status = code;
        told = new Map(Object.entries(rest).map(([name, value]) => [name, String(value)]));
        if (isEvents()) stream.close(constants.NGHTTP2_CANCEL);
      });
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('error', () => undefined);
      stream.on('close', () => {
        clearTimeout(timer);
        const isWhole = status !== undefined && (stream.rstCode === constants.NGHTTP2_NO_ERROR || isEvents());
        const answer = isWhole ? { status: status as number, headers: told, body: Buffer.concat(pieces) } : undefined;
        resolve({ answer, ms: performance.now() - start, isGivenUp });
      });
      if (body !== undefined) stream.end(body);
    });
  }
}

/** Undefined for what only HTTP/1.1 can say. */
function headersOf({ method, target, headers, isTorn }: FuzzRequest): OutgoingHttpHeaders | undefined {
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 32, target.length);
  if (isTorn || size > LONGEST_HEAD || !PLAIN_PATH.test(target) || !METHODS.includes(method) || method === 'CONNECT')
    return undefined;
  const all: Record<string, string | string[]> = { ':method': method, ':path': target };
  for (const [name, value] of headers) {
    const low = name.toLowerCase();
    if (CONNECTION_HEADERS.has(low)) continue;
    const before = all[low];
    all[low] = before === undefined ? value : [...[before].flat(), value];
  }
  return all;
}

import { connect, type Socket } from 'node:net';
import type { FuzzRequest } from '../requests/makeRequest.ts';
import { AnswerReader } from './answerReader.ts';

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface Exchange {
  /** Undefined: the connection ended without one. */
  readonly answer: Answer | undefined;
  /** From the last byte of the request. */
  readonly ms: number;
  /** It was not waited for any longer. */
  readonly isGivenUp: boolean;
}

/** What sends requests, one after the other. */
export interface FuzzClient {
  /** @returns undefined for a request that cannot be sent so */
  exchange(request: FuzzRequest): Promise<Exchange | undefined>;
  close(): void;
}

/** By HTTP/1.1, in which everything can be said. */
export function overHttp1(url: string, giveUpMs: number): FuzzClient {
  const client = new RawClient(url, giveUpMs);
  return {
    exchange: ({ bytes, isTorn, method }) => client.exchange(bytes, isTorn, method === 'HEAD'),
    close: () => client.close(),
  };
}

/** Sends bytes as they are, one request after the other over a connection that is kept as long as the server keeps it. */
export class RawClient {
  readonly #host: string;
  readonly #port: number;
  readonly #giveUpMs: number;
  #socket: Socket | undefined;

  constructor(url: string, giveUpMs: number) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = Number(port);
    this.#giveUpMs = giveUpMs;
  }

  /** @param isLast nothing can follow on this connection: it is half-closed behind the bytes */
  async exchange(bytes: Buffer, isLast: boolean, isHead: boolean): Promise<Exchange> {
    const wasOpen = this.#socket !== undefined;
    const exchange = await this.#once(bytes, isLast, isHead);
    // A server may close a connection that rests just when the next request is on its way.
    if (wasOpen && !exchange.answer && !exchange.isGivenUp && !isLast) return this.#once(bytes, isLast, isHead);
    return exchange;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #once(bytes: Buffer, isLast: boolean, isHead: boolean): Promise<Exchange> {
    const socket = this.#socket ?? connect({ port: this.#port, host: this.#host, allowHalfOpen: true });
    this.#socket = socket;
    socket.setNoDelay(true);
    const reader = new AnswerReader(isHead);
    const start = performance.now();
    return new Promise((resolve) => {
      const finish = (answer: Answer | undefined, isGivenUp = false) => {
        clearTimeout(timer);
        socket.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close');
        const isOver = !answer || isLast || reader.isEndless || answer.headers.get('connection') === 'close';
        if (isOver) this.close();
        resolve({ answer, ms: performance.now() - start, isGivenUp });
      };
      const timer = setTimeout(() => finish(undefined, true), this.#giveUpMs);
      socket.removeAllListeners('error').on('error', () => undefined);
      socket.on('data', (chunk) => {
        const answer = reader.take(chunk);
        if (answer) finish(answer);
      });
      socket.on('end', () => finish(reader.end()));
      socket.on('close', () => finish(reader.end()));
      if (isLast) socket.end(bytes);
      else socket.write(bytes);
    });
  }
}

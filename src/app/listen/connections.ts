import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connectionEvent } from '../../http/connectionEvent.ts';

/**
 * A connection that was silent for so long has no request on its way. One that is ended earlier may take a request with it that its client
 * has sent already: a proxy then answers 502.
 */
const SILENT_MS = 500;
const LOOK_EACH_MS = 20;

interface Connection {
  /** Answers that have not been sent; the newest last. */
  readonly answers: Set<ServerResponse>;
  /** Whether it had an answer, and is kept for another request. */
  isKept: boolean;
  silentSince: number;
  /** Bytes that had come then: with more of them a request has begun. */
  bytesThen: number;
}

/**
 * The connections of an HTTP server, so that it can close soon: the last answer on each says that it is the last, and a
 * connection without a request ends when none can be on its way. Node leaves connections open that are used again, or that never sent a byte.
 */
export class Connections {
  readonly #connections = new Map<Socket, Connection>();
  #draining = false;
  #closing: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    server.on(connectionEvent(server), (socket: Socket) => {
      // Its requests come and go on streams (`http/http2/sessions.ts`).
      if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') return;
      this.#connections.set(socket, {
        answers: new Set(),
        isKept: false,
        silentSince: performance.now(),
        bytesThen: 0,
      });
      socket.once('close', () => this.#connections.delete(socket));
    });
    server.prependListener('request', ({ socket }, answer) => this.#note(socket, answer));
  }

  /** From now on each answer is the last on its connection: whoever keeps connections, such as a proxy, keeps none to this server. */
  beginDraining(): void {
    this.#draining = true;
    for (const { answers } of this.#connections.values()) sayLast([...answers].at(-1));
  }

  /** Requests under way are answered; later ones on the same connections are not. Silent connections end from now on. */
  beginClosing(): void {
    this.beginDraining();
    this.#closing = setInterval(() => this.#endSilent(), LOOK_EACH_MS);
    this.#endSilent();
  }

  /** Resolves when no connection is kept on which a request may be on its way: Node ends these when it stops to listen. */
  async drained(): Promise<void> {
    while ([...this.#connections].some(([socket, connection]) => connection.isKept && isIdle(socket, connection)))
      await pause(LOOK_EACH_MS);
  }

  /** To be called when the server has closed. */
  stop(): void {
    clearInterval(this.#closing);
  }

  #endSilent(): void {
    const now = performance.now();
    for (const [socket, connection] of this.#connections)
      if (isIdle(socket, connection) && now - connection.silentSince >= SILENT_MS) socket.destroy();
  }

  #note(socket: Socket, answer: ServerResponse): void {
    const connection = this.#connections.get(socket);
    if (!connection) return;
    connection.answers.add(answer);
    if (this.#draining) sayLast(answer);
    answer.once('close', () => {
      connection.answers.delete(answer);
      connection.isKept = true;
      connection.silentSince = performance.now();
      connection.bytesThen = socket.bytesRead;
    });
  }
}

function isIdle(socket: Socket, { answers, bytesThen }: Connection): boolean {
  return answers.size === 0 && socket.bytesRead === bytesThen;
}

function sayLast(answer: ServerResponse | undefined): void {
  if (answer && !answer.headersSent) answer.setHeader('Connection', 'close');
}

import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
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
  silentSince: number;
  /** Bytes that had come then: with more of them a request has begun. */
  bytesThen: number;
}

/**
 * The connections of an HTTP server, so that it can close soon: the last answer on each says that it is the last, and a
 * connection without a request ends when none can be on its way. Node leaves connections open that are used again, or that never sent a byte.
 */
export class Connections {
  readonly #server: Server;
  readonly #connections = new Map<Socket, Connection>();
  #closing: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#server = server;
    server.on(connectionEvent(server), (socket: Socket) => {
      // Its requests come and go on streams (`http/http2/sessions.ts`).
      if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') return;
      this.#connections.set(socket, {
        answers: new Set(),
        silentSince: performance.now(),
        bytesThen: 0,
      });
      socket.once('close', () => this.#connections.delete(socket));
    });
    server.prependListener('request', ({ socket }, answer) => this.#note(socket, answer));
  }

  /** To be called before the server stops listening: Node would end kept connections, with requests that have arrived and were not read yet. */
  keepIdle(): void {
    this.#server.closeIdleConnections = () => undefined;
  }

  /**
   * Requests under way are answered, and those that come next on kept connections: each of these answers is the last on its connection. Silent
   * connections end from now on. To be called when the server has stopped listening: before that, a proxy would only open new ones.
   */
  beginClosing(): void {
    for (const { answers } of this.#connections.values()) sayLast([...answers].at(-1));
    // After what has arrived was read: behind a long turn of the event loop every connection looks silent.
    const look = () => setImmediate(() => this.#endSilent());
    this.#closing = setInterval(look, LOOK_EACH_MS);
    look();
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
    if (this.#closing) sayLast(answer);
    answer.once('close', () => {
      connection.answers.delete(answer);
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

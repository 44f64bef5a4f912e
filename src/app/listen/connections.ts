import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { connectionEvent } from '../../http/connectionEvent.ts';

/**
 * The connections of an HTTP server, so that it can close soon: the last answer on each says that it is the last, and a
 * connection without a request ends at once. Node leaves connections open that are used again, or that never sent a byte.
 */
export class Connections {
  readonly #server: Server;
  /** Answers that have not been sent, by connection; the newest last. */
  readonly #answers = new Map<Socket, Set<ServerResponse>>();
  #closing = false;

  constructor(server: Server) {
    this.#server = server;
    server.on(connectionEvent(server), (socket: Socket) => {
      // Its requests come and go on streams (`http/http2/sessions.ts`).
      if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') return;
      this.#answers.set(socket, new Set());
      socket.once('close', () => this.#answers.delete(socket));
    });
    server.prependListener('request', ({ socket }, answer) => this.#note(socket, answer));
  }

  /** Requests under way are answered; later ones on the same connections are not. */
  beginClosing(): void {
    this.#closing = true;
    for (const [socket, answers] of this.#answers) {
      sayLast([...answers].at(-1));
      if (socket.bytesRead === 0) socket.destroy();
    }
    this.#server.closeIdleConnections();
  }

  #note(socket: Socket, answer: ServerResponse): void {
    const answers = this.#answers.get(socket);
    answers?.add(answer);
    if (this.#closing) sayLast(answer);
    answer.once('close', () => {
      answers?.delete(answer);
      // Its head had been sent before: the connection counts as idle after this turn of the event loop.
      if (this.#closing) setImmediate(() => this.#server.closeIdleConnections());
    });
  }
}

function sayLast(answer: ServerResponse | undefined): void {
  if (answer && !answer.headersSent) answer.setHeader('Connection', 'close');
}

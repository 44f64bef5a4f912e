import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { streamOf } from '../http2/exchange.ts';

/** Requests that wait for answers before them; with more of them nothing further is read. */
const MANY = 32;
/** What has been read at once may hold more of them, each of which takes some kilobytes: no client that means to be answered sends so many. */
const TOO_MANY = 1000;

type Begin = () => void;

/**
 * Begins a request when the one before it on its connection is answered, as the answers leave one after the other anyway, and in a turn of
 * the event loop of its own. Node begins all that are sent in one piece at once: thousands of them keep everybody else waiting for seconds. And
 * the answer behind another one has no connection yet: it is never told that its client has left, and what it holds would be held for good.
 * Requests of HTTP/2 go their own way. To be called when the server has its listeners.
 */
export function answerInTurn(server: Server): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  const lines = new WeakMap<Socket, Line>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const begin = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    if (streamOf(request)) {
      begin();
      return;
    }
    const { socket } = request;
    let line = lines.get(socket);
    if (!line) {
      line = new Line(socket);
      lines.set(socket, line);
    }
    line.add(response, begin);
  });
}

/** The requests of one connection. */
class Line {
  readonly #socket: Socket;
  readonly #waiting: { readonly response: ServerResponse; readonly begin: Begin }[] = [];
  #isAnswering = false;
  #isPaused = false;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  add(response: ServerResponse, begin: Begin): void {
    if (!this.#isAnswering) {
      this.#answer(response, begin);
      return;
    }
    if (this.#socket.destroyed) return;
    this.#waiting.push({ response, begin });
    if (this.#waiting.length > TOO_MANY) {
      this.#waiting.length = 0;
      this.#socket.destroy();
    } else if (this.#waiting.length === MANY) this.#pause();
  }

  #answer(response: ServerResponse, begin: Begin): void {
    this.#isAnswering = true;
    response.once('close', this.#next);
    begin();
  }

  readonly #next = () => {
    if (this.#waiting.length === 0) this.#isAnswering = false;
    else setImmediate(this.#answerNext);
  };

  readonly #answerNext = () => {
    if (this.#socket.destroyed) this.#waiting.length = 0;
    const next = this.#waiting.shift();
    if (this.#isPaused && this.#waiting.length < MANY) this.#resume();
    if (next) this.#answer(next.response, next.begin);
    else this.#isAnswering = false;
  };

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#socket.on('resume', this.#stayPaused);
    this.#socket.pause();
  }

  #resume(): void {
    this.#isPaused = false;
    this.#socket.off('resume', this.#stayPaused);
    this.#socket.resume();
  }

  /** Node resumes the connection whenever a request is read to its end. */
  readonly #stayPaused = () => {
    this.#socket.pause();
  };
}

import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A POST whose body comes in two parts, so that a request is in flight for as long as a test wants. */
export class HalfRequest {
  readonly #socket: Socket;
  readonly #head: string;
  readonly #rest: string;
  /** Everything that came back; resolves when the server closes the connection. */
  readonly received: Promise<string>;

  /** @param keepAlive the client would use the connection again */
  constructor(url: string, path: string, body: string, { keepAlive = false } = {}) {
    const { hostname, port } = new URL(url);
    this.#socket = connect(Number(port), hostname);
    this.received = new Promise((resolve) => {
      let text = '';
      this.#socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      this.#socket.on('close', () => resolve(text));
      this.#socket.on('error', () => this.#socket.destroy());
    });
    const headers = ['Content-Type: application/json', `Content-Length: ${body.length}`];
    if (!keepAlive) headers.push('Connection: close');
    this.#head = `POST ${path} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n${headers.join('\r\n')}\r\n\r\n${body.slice(0, 1)}`;
    this.#rest = body.slice(1);
  }

  /** Resolves when the server has read the head: it answers `100 Continue`. */
  async sendHead(): Promise<void> {
    const seen = new Promise((resolve) => this.#socket.once('data', resolve));
    this.#socket.write(this.#head);
    await seen;
  }

  /** Sends the rest of the body and answers the final answer. */
  async sendRest(): Promise<string> {
    this.#socket.write(this.#rest);
    return (await this.received).replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, '');
  }
}

/** Resolves when nobody listens there any more. */
export async function refusesConnections(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  for (;;) {
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.on('connect', () => {
        socket.destroy();
        resolve(false);
      });
      socket.on('error', () => resolve(true));
    });
    if (refused) return;
    await sleep(20);
  }
}

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody who receives events and webhooks, on a socket of its own. */
export class Receiver {
  readonly received: Received[] = [];
  /** Of the next answers; a redirect leads nowhere. */
  status = 204;
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<Receiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const receiver = new Receiver(server);
    server.on('request', async (request, response) => {
      const { url = '', headers } = request;
      receiver.received.push({ path: url, headers, body: await text(request) });
      response.writeHead(receiver.status, { location: 'http://127.0.0.1:9/' }).end();
    });
    return receiver;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

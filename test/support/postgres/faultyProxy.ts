import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What the network between a client and a server does. */
export type Fault =
  | { readonly kind: 'none' }
  /** Everything arrives, later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Connections stay open, and new ones are accepted, but nothing arrives in either direction. */
  | { readonly kind: 'black-hole' }
  /** What the client sends arrives; what the server answers does not. */
  | { readonly kind: 'half-open' }
  /** Every connection is reset, old and new. */
  | { readonly kind: 'reset' };

/** A TCP proxy on a port of its own whose network can be broken and mended. */
export class FaultyProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #target: number;
  #fault: Fault = { kind: 'none' };

  private constructor(server: Server, port: number, target: number) {
    this.#server = server;
    this.port = port;
    this.#target = target;
    server.on('connection', (client) => this.#join(client));
  }

  static async start(targetPort: number): Promise<FaultyProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    return new FaultyProxy(server, address.port, targetPort);
  }

  /** Bytes that a black hole or half-open line swallowed are gone; connections of that time stay useless. */
  set fault(fault: Fault) {
    this.#fault = fault;
    if (fault.kind === 'reset') for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** New connections go there. */
  set target(port: number) {
    this.#target = port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket): void {
    this.#keep(client);
    if (this.#fault.kind === 'reset') {
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.#target, '127.0.0.1');
    this.#keep(server);
    this.#forward(client, server, ['delay', 'half-open']);
    this.#forward(server, client, ['delay']);
  }

  /** @param passing faults that let this direction through */
  #forward(from: Socket, to: Socket, passing: readonly Fault['kind'][]): void {
    from.on('data', (bytes) => {
      const fault = this.#fault;
      if (fault.kind === 'delay') setTimeout(() => to.write(bytes), fault.ms);
      else if (fault.kind === 'none' || passing.includes(fault.kind)) to.write(bytes);
    });
    from.on('close', () => {
      if (this.#fault.kind !== 'black-hole' && this.#fault.kind !== 'half-open') to.destroy();
    });
  }

  #keep(socket: Socket): void {
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

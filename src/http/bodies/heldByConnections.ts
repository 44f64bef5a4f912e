import type { Socket } from 'node:net';

/**
 * Ends what requests hold when their connection ends. The answer of a request that stands behind another one on its connection does
 * not tell: it has no connection yet, and so it never closes.
 */
export class HeldByConnections {
  readonly #held = new WeakMap<Socket, Set<() => void>>();

  /** @param end called once when the connection closes @returns to be called when it ended without that */
  hold(socket: Socket, end: () => void): () => void {
    const held = this.#held.get(socket) ?? this.#watch(socket);
    held.add(end);
    return () => held.delete(end);
  }

  /** One listener for all requests of a connection. */
  #watch(socket: Socket): Set<() => void> {
    const held = new Set<() => void>();
    this.#held.set(socket, held);
    socket.once('close', () => {
      for (const end of held) end();
    });
    return held;
  }
}

import type { FastifyInstance } from 'fastify';
import type { Connections } from './connections.ts';

interface Serving {
  readonly server: FastifyInstance;
  readonly connections: Connections;
}

/** Idle connections end at once; those with a request in flight when it is answered, or when the time is over. */
export async function closeServer({ server, connections }: Serving, timeoutMs: number): Promise<void> {
  connections.beginClosing();
  const timer = setTimeout(() => server.server.closeAllConnections(), timeoutMs);
  try {
    await server.close();
  } finally {
    clearTimeout(timer);
  }
}

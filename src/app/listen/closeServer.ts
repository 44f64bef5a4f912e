import type { FastifyInstance } from 'fastify';
import type { Connections } from './connections.ts';

interface Serving {
  readonly server: FastifyInstance;
  readonly connections: Connections;
}

/**
 * Silent connections end at once; those with a request in flight when it is answered, or when the time is over. New ones are taken until no
 * kept one can have a request on its way.
 */
export async function closeServer({ server, connections }: Serving, timeoutMs: number): Promise<void> {
  connections.beginClosing();
  const timer = setTimeout(() => server.server.closeAllConnections(), timeoutMs);
  try {
    await connections.drained();
    await server.close();
  } finally {
    clearTimeout(timer);
    connections.stop();
  }
}

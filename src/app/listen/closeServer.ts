import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Connections } from './connections.ts';

interface Serving {
  readonly server: FastifyInstance;
  readonly connections: Connections;
}

/**
 * Silent connections end at once; those with a request in flight, or on its way, when it is answered, or when the time is over.
 */
export async function closeServer({ server, connections }: Serving, timeoutMs: number): Promise<void> {
  connections.keepIdle();
  const timer = setTimeout(() => server.server.closeAllConnections(), timeoutMs);
  try {
    let isOver = false;
    const closed = server.close().finally(() => {
      isOver = true;
    });
    // Its error is for the end of this function.
    closed.catch(() => undefined);
    while (server.server.listening && !isOver) await turnOfEventLoop();
    connections.beginClosing();
    await closed;
  } finally {
    clearTimeout(timer);
    connections.stop();
  }
}

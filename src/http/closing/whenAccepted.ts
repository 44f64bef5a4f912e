import type { Server } from 'node:net';

/** Where clients come faster than they are served there is no end of them. */
const LONGEST_WAIT_MS = 2000;

/**
 * Resolves right after a turn of the event loop in which no connection waited to be accepted. The kernel resets those that wait when a server
 * stops listening, with the requests that were sent on them; and Node.js accepts one a turn.
 */
export function whenAccepted(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const end = performance.now() + LONGEST_WAIT_MS;
    let accepted = 0;
    const count = () => {
      accepted++;
    };
    server.on('connection', count);
    const look = () => {
      if (accepted === 0 || performance.now() > end) {
        server.off('connection', count);
        resolve();
        return;
      }
      accepted = 0;
      setImmediate(look);
    };
    // The first turn may have begun before anything was counted.
    setImmediate(() => {
      accepted = 0;
      setImmediate(look);
    });
  });
}

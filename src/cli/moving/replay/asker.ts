import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import { type Connection, ConnectionLost, createConnection } from '../remote/connection.ts';
import type { Credentials } from './record/credentials.ts';
import type { Exchange, RecordedAnswer } from './record/exchange.ts';

export interface Asker {
  /** The answer, also a bad one. @throws CommandFailed when there is none for too long */
  ask(exchange: Exchange, credentials: Credentials): Promise<RecordedAnswer>;
  close(): void;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 5000;
/** Full, or on its way: the same request may be answered. */
const BUSY = new Set([429, 502, 503, 504]);
const MOST_BUSY = 8;

/** Sends requests as their clients did, and takes each answer as it is; only a server that is full or away is asked again. */
export function createAsker(
  server: URL,
  { timeout, giveUpAfter }: { readonly timeout: number; readonly giveUpAfter: number },
  turn?: () => Promise<void>,
): Asker {
  const connections = new Map<string, Connection>();
  const connectionOf = (credentials: Credentials) => {
    const name = JSON.stringify(credentials);
    const connection = connections.get(name) ?? createConnection(server, credentials, timeout * 1000);
    connections.set(name, connection);
    return connection;
  };
  return {
    async ask({ method, path, body, type, accept }, credentials) {
      const asked = {
        ...{ method, path },
        ...(body && { body }),
        ...(type !== undefined && { type }),
        ...(accept !== undefined && { accept }),
      };
      const start = performance.now();
      for (let attempt = 0; ; attempt++) {
        await turn?.();
        const begun = performance.now();
        try {
          const { status, headers, body: answer } = await connectionOf(credentials).send(asked);
          const milliseconds = performance.now() - begun;
          const told = headers['content-type'];
          if (!BUSY.has(status) || attempt >= MOST_BUSY) {
            return { status, ...(told !== undefined && { type: told }), body: answer, milliseconds };
          }
        } catch (error) {
          if (!(error instanceof ConnectionLost)) throw error;
          if (performance.now() - start > giveUpAfter * 1000) {
            throw new CommandFailed(
              `${server.origin} has not answered for ${giveUpAfter} s (${error.message})`,
              EXIT.failure,
            );
          }
        }
        await pause(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt));
      }
    },
    close() {
      for (const connection of connections.values()) connection.close();
    },
  };
}

import type { Connection } from '../../remote/connection.ts';
import { outcomeOf } from '../../remote/outcome.ts';
import type { Problem } from '../inventory.ts';

const TRIES = 5;

/**
 * Which ids of tokens are what clients send: where tokens are hashed, pages of them show other ids, and the values are known
 * to nobody but the clients.
 * @param connect with that token
 */
export async function checkTokens(
  tokens: ReadonlyMap<string, string>,
  connect: (token: string) => Connection,
  turn: () => Promise<void>,
): Promise<{ readonly movable: ReadonlyMap<string, string>; readonly problems: readonly Problem[] }> {
  const movable = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [token, data] of tokens) {
    if (await opens(connect(token), turn)) movable.set(token, data);
    else {
      const reason = 'the server shows no value of it (its tokens are hashed): its clients need a new token';
      problems.push({ kind: 'token', id: token, reason });
    }
  }
  return { movable, problems };
}

async function opens(connection: Connection, turn: () => Promise<void>): Promise<boolean> {
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      await turn();
      const answered = await connection
        .send({ method: 'GET', path: '/storage/lists?page_size=1' })
        .catch(() => undefined);
      const kind = answered && outcomeOf(answered).kind;
      if (kind === 'done') return true;
      if (kind === 'login') return false;
    }
    return true;
  } finally {
    connection.close();
  }
}

import type { Store } from '../../store/store.ts';
import type { Authentication } from '../logins/authentication.ts';
import { HASHED, rowOf } from './tokenValue.ts';

export interface TokenHashingParts {
  readonly store: Pick<Store, 'tokens' | 'repeatable'>;
  readonly authentication: Pick<Authentication, 'forget'>;
}

const BATCH = 200;

/**
 * Hashes the tokens that are stored in plain, while nodes serve: a node reads either form, so that no request meets a token
 * that is not there. @returns how many
 */
export async function hashTokens({ store, authentication }: TokenHashingParts, signal?: AbortSignal): Promise<number> {
  let hashed = 0;
  while (!signal?.aborted) {
    const rows = await store.tokens.notBeginning(HASHED, BATCH);
    if (rows.length === 0) break;
    await store.repeatable(async ({ tokens }) => {
      for (const { tokenId } of rows) await tokens.replace(tokenId, rowOf(tokenId, 'hashed'));
    });
    authentication.forget({ tokenIds: rows.map(({ tokenId }) => tokenId) });
    hashed += rows.length;
  }
  return hashed;
}

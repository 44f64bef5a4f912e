import type { ListId } from '../ids.ts';
import type { Timestamp } from '../time.ts';

/**
 * `all`: whatever the account may do. `read`: reads and compares, and changes and stores nothing. `match`: compares and searches, also
 * with photos, and reads nothing else.
 */
export const TOKEN_ACCESS = ['all', 'read', 'match'] as const;
export type TokenAccess = (typeof TOKEN_ACCESS)[number];

/** Lists of one token at most: they are read with each of its requests. */
export const MOST_TOKEN_LISTS = 100;

/** What a token may do. */
export interface TokenPermissions {
  readonly access: TokenAccess;
  /** The only lists that it may name; it reaches no objects of others. Null: all lists, and whatever is in none. */
  readonly lists: readonly ListId[] | null;
  /** From then on it opens nothing, in UTC; null: it has no end. */
  readonly expireTime: Timestamp | null;
}

/** Of a token that was given none. */
export const UNLIMITED: TokenPermissions = { access: 'all', lists: null, expireTime: null };

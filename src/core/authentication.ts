import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { AuthenticationFailed, Unavailable } from '../domain/errors.ts';
import type { AccountId, TokenId } from '../domain/ids.ts';
import type { Account, Store, Token } from '../store/store.ts';
import { hashPassword, needsRehash, type PasswordCost, verifyPassword } from './passwords.ts';

/** Who sends a request. */
export interface Identity {
  readonly account: Account;
  /** The token that was used; absent for Basic. */
  readonly token?: Token;
}

export interface AuthenticationOptions {
  readonly store: Pick<Store, 'accounts' | 'tokens' | 'exclusive'>;
  readonly passwordCost: PasswordCost;
  /** How long a verified password is remembered; LP3 clients send Basic with every call. 0 switches it off. */
  readonly passwordCacheSeconds: number;
}

export interface Authentication {
  /** @throws AuthenticationFailed('unknown') */
  byPassword(email: string, password: string): Promise<Identity>;
  /** @throws AuthenticationFailed('unknown') */
  byToken(tokenId: TokenId): Promise<Identity>;
  hashPassword(password: string): Promise<string>;
  /** To be called after a token or an account changed, so that the next request sees it. */
  forget(changed: { tokenIds?: readonly TokenId[]; accountId?: AccountId }): void;
}

const REMEMBERED = 10_000;
/** Hashing costs a core a tenth of a second: a flood of wrong passwords must not take every core or pile up. */
const HASHING_AT_ONCE = 2;
const HASHING_QUEUE = 200;

/**
 * Checks credentials. Account and token rows are read from the database for each request, so that a suspension or a
 * deleted token works at once on every node; only where no other process can write are they remembered until `forget`.
 * A password verdict is remembered under an HMAC of password and stored hash: it dies with either.
 */
export function createAuthentication(options: AuthenticationOptions): Authentication {
  const { store, passwordCost } = options;
  const accounts = createRowCache<string, Account>(store.exclusive);
  const tokens = createRowCache<TokenId, { account: Account; token: Token }>(store.exclusive);
  const secret = randomBytes(32);
  const verdicts = new LRUCache<string, Promise<boolean>>({
    max: REMEMBERED,
    ttl: Math.max(1, options.passwordCacheSeconds * 1000),
  });
  const limited = limitConcurrency(HASHING_AT_ONCE, HASHING_QUEUE);
  const decoy = hashPassword(randomBytes(16).toString('hex'), passwordCost);

  function verify(password: string, hash: string): Promise<boolean> {
    if (options.passwordCacheSeconds === 0) return limited(() => verifyPassword(password, hash));
    const key = createHmac('sha256', secret).update(hash).update('\0').update(password).digest('base64');
    const known = verdicts.get(key);
    if (known) return known;
    const verdict = limited(() => verifyPassword(password, hash));
    verdicts.set(key, verdict);
    verdict.catch(() => verdicts.delete(key));
    return verdict;
  }

  return {
    async byPassword(email, password) {
      const login = email.toLowerCase();
      const account = await accounts.get(login, () => store.accounts.findByEmail(login));
      // An unknown login costs as much as a wrong password: response times must not tell which e-mails are registered.
      const right = await verify(password, account?.passwordHash ?? (await decoy));
      if (!account || !right) throw new AuthenticationFailed('unknown');
      if (needsRehash(account.passwordHash, passwordCost)) {
        await store.accounts.setPasswordHash(account.accountId, await hashPassword(password, passwordCost));
        accounts.clear();
      }
      return { account };
    },
    async byToken(tokenId) {
      const found = await tokens.get(tokenId, () => store.tokens.authenticate(tokenId));
      if (!found) throw new AuthenticationFailed('unknown');
      return found;
    },
    hashPassword: (password) => limited(() => hashPassword(password, passwordCost)),
    forget({ tokenIds = [], accountId }) {
      for (const tokenId of tokenIds) tokens.drop(tokenId);
      if (accountId !== undefined) {
        accounts.clear();
        tokens.clear();
      }
    },
  };
}

/** Remembers rows that were found; a row that was being read while something was dropped is not kept. */
function createRowCache<Key extends string, Row extends object>(enabled: boolean) {
  const rows = new LRUCache<Key, Row>({ max: REMEMBERED });
  let generation = 0;
  return {
    async get(key: Key, read: () => Promise<Row | undefined>): Promise<Row | undefined> {
      if (!enabled) return read();
      const known = rows.get(key);
      if (known) return known;
      const before = generation;
      const row = await read();
      if (row && before === generation) rows.set(key, row);
      return row;
    },
    drop(key: Key): void {
      generation++;
      rows.delete(key);
    },
    clear(): void {
      generation++;
      rows.clear();
    },
  };
}

/** Runs at most `atOnce` tasks, lets `queueLimit` wait and refuses more with `Unavailable`. */
function limitConcurrency(atOnce: number, queueLimit: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (waiting.length >= queueLimit) throw new Unavailable('password check');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running++;
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

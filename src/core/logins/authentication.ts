import { createHmac, randomBytes } from 'node:crypto';
import { JoinedCallers } from '../../concurrency/joinedCallers.ts';
import { LateCache } from '../../concurrency/memory/lateCache.ts';
import type { Caller } from '../../domain/caller.ts';
import { AuthenticationFailed, Unavailable } from '../../domain/errors.ts';
import type { AccountId, TokenId } from '../../domain/ids.ts';
import type { Account, Token } from '../../store/ports/accounts.ts';
import type { Store } from '../../store/store.ts';
import { idsOf, opens, publicIdOf } from '../accounts/tokenValue.ts';
import { HashLanes, type Lane } from './hashLanes.ts';
import { KnownCredentials } from './knownCredentials.ts';
import { LoginLimits } from './loginLimits.ts';
import { decoyHash, needsRehash, type PasswordCost } from './passwords.ts';
import type { PasswordHasher } from './passwordThreads.ts';
import { createRowCache } from './rowCache.ts';

/** Who sends a request. */
export interface Identity {
  readonly account: Account;
  /** The token that was used, by the id that pages of tokens show; absent for Basic. */
  readonly token?: Token;
  /** The public id of the one that was sent, whether its row is hashed or not. */
  readonly publicTokenId?: TokenId;
}

export interface AuthenticationOptions {
  readonly store: Pick<Store, 'accounts' | 'tokens' | 'exclusive'>;
  readonly hasher: PasswordHasher;
  /** The one that the hasher hashes with. */
  readonly passwordCost: PasswordCost;
  /** How long a verified password is remembered; LP3 clients send Basic with every call. 0 switches it off. */
  readonly passwordCacheSeconds: number;
  /** Wrong passwords for a login from one address before the first wait; 0 switches the limit off. */
  readonly loginFailures: number;
  readonly loginLongestWaitSeconds: number;
}

export interface Authentication {
  /**
   * @param address of the client, or the network that it shares with others like it
   * @param caller nothing is hashed for one that has left
   * @throws AuthenticationFailed('unknown'), TooManyAttempts, Unavailable, ClientGone
   */
  byPassword(email: string, password: string, address: string, caller?: Caller): Promise<Identity>;
  /** @throws AuthenticationFailed('unknown') */
  byToken(tokenId: TokenId): Promise<Identity>;
  /** @throws Unavailable; ClientGone when the caller left before */
  hashPassword(password: string, caller?: Caller): Promise<string>;
  /** To be called when an account was made: its first login is no stranger's. */
  registered(email: string, password: string): void;
  /** To be called after a token or an account changed, so that the next request sees it. */
  forget(changed: { tokenIds?: readonly TokenId[]; accountId?: AccountId }): void;
}

interface Attempt {
  readonly login: string;
  readonly password: string;
  readonly hash: string;
  readonly address: string;
  readonly caller: Caller | undefined;
}

const REMEMBERED = 10_000;
/** Logins that may wait for a thread, of strangers and of others. */
const HASHING_QUEUE = 400;
/** Width of the column: a longer login is of no account, and need not be remembered. */
const LONGEST_LOGIN = 256;
/** Queues like the addresses of strangers: a caller that registers is one. */
const NEW_PASSWORDS: Lane = { kind: 'stranger', from: 'new passwords' };

/**
 * Checks credentials. Account and token rows are read from the database for each request, so that a suspension or a
 * deleted token works at once on every node; only where no other process can write are they remembered until `forget`.
 * A password verdict is remembered under an HMAC of login, stored hash and password: it dies with any of them.
 *
 * Nothing but the verdict may depend on whether a login exists: caches, queues and limits treat one that does not like
 * one that does, with a wrong password.
 */
export function createAuthentication(options: AuthenticationOptions): Authentication {
  const { store, passwordCost, hasher } = options;
  const accounts = createRowCache<string, Account>({ enabled: store.exclusive, misses: true });
  /** By their public ids, so that either way to name a token finds it. */
  const tokens = createRowCache<TokenId, { account: Account; token: Token }>({
    enabled: store.exclusive,
    misses: false,
  });
  const secret = randomBytes(32);
  /** Of the hashes that wait or run; as many as the lanes take. */
  const pending = new Map<string, { readonly verdict: Promise<boolean>; readonly callers: JoinedCallers }>();
  const verdicts = new LateCache<string, Promise<boolean>>({
    max: REMEMBERED,
    ttl: Math.max(1, options.passwordCacheSeconds * 1000),
  });
  const lanes = new HashLanes({ threads: hasher.threads, queueLimit: HASHING_QUEUE });
  const known = new KnownCredentials();
  const limits = new LoginLimits({
    failures: options.loginFailures,
    longestWaitSeconds: options.loginLongestWaitSeconds,
  });
  const decoy = decoyHash(passwordCost);

  /** Requests that come at the same time share one hash. */
  function verify({ login, password, hash, address, caller }: Attempt): Promise<boolean> {
    const key = createHmac('sha256', secret).update(`${login}\0${hash}\0`).update(password).digest('base64');
    const remembered = verdicts.get(key);
    if (remembered) return remembered;
    const under = pending.get(key);
    // When all have left, it is passed over.
    if (under && !under.callers.isGone) {
      under.callers.join(caller);
      return under.verdict;
    }
    const callers = new JoinedCallers(caller);
    const verdict = verifyAnew({ login, password, hash, address, caller: callers });
    const begun = { verdict, callers };
    pending.set(key, begun);
    const settle = () => pending.get(key) === begun && pending.delete(key);
    verdict.then(() => {
      settle();
      if (options.passwordCacheSeconds > 0) verdicts.set(key, verdict);
    }, settle);
    return verdict;
  }

  async function verifyAnew({ login, password, hash, address, caller }: Attempt): Promise<boolean> {
    const task = () => hasher.verify(password, hash);
    if (known.has(login, password)) {
      const right = await lanes.run({ kind: 'known' }, task, caller);
      if (!right) known.drop(login);
      return right;
    }
    const attempt = limits.begin(`${address} ${login}`);
    let right: boolean | undefined;
    try {
      right = await lanes.run({ kind: 'stranger', from: address }, task, caller);
      return right;
    } finally {
      attempt.end(right);
    }
  }

  /** The password may have been changed since it was verified: only the hash that it fitted is replaced. */
  async function rehash({ accountId, passwordHash }: Account, password: string): Promise<void> {
    try {
      const fresh = await lanes.run({ kind: 'known' }, () => hasher.hash(password));
      await store.accounts.replacePasswordHash(accountId, passwordHash, fresh);
    } catch (error) {
      // The login was right; a later one does it.
      if (!(error instanceof Unavailable)) throw error;
    } finally {
      accounts.clear();
    }
  }

  return {
    async byPassword(email, password, address, caller) {
      const login = email.toLowerCase();
      if (login.length > LONGEST_LOGIN) throw new AuthenticationFailed('unknown');
      const account = await accounts.get(login, () => store.accounts.findByEmail(login));
      const hash = account?.passwordHash ?? decoy;
      const right = await verify({ login, password, hash, address, caller });
      if (!account || !right) throw new AuthenticationFailed('unknown');
      known.add(login, password);
      if (needsRehash(account.passwordHash, passwordCost)) await rehash(account, password);
      return { account };
    },
    async byToken(tokenId) {
      const publicId = publicIdOf(tokenId);
      const found = await tokens.get(publicId, async () => {
        const rows = await store.tokens.withAccounts([tokenId, publicId]);
        return rows.find(({ token, stored }) => opens(tokenId, { tokenId: token.tokenId, stored }));
      });
      if (!found || hasEnded(found.token)) throw new AuthenticationFailed('unknown');
      return { account: found.account, token: found.token, publicTokenId: publicId };
    },
    hashPassword: (password, caller) => lanes.run(NEW_PASSWORDS, () => hasher.hash(password), caller),
    registered(email, password) {
      const login = email.toLowerCase();
      accounts.drop(login);
      known.add(login, password);
    },
    forget({ tokenIds = [], accountId }) {
      for (const tokenId of tokenIds.flatMap(idsOf)) tokens.drop(tokenId);
      if (accountId !== undefined) {
        accounts.clear();
        tokens.clear();
      }
    },
  };
}

/** By this node's clock, so that it also holds for a row that is remembered. */
function hasEnded({ permissions: { expireTime } }: Token): boolean {
  return expireTime !== null && Date.parse(expireTime) <= Date.now();
}

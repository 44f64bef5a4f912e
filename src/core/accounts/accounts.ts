import type { Caller } from '../../domain/caller.ts';
import { type AccountId, newId, type TokenId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Store, Stores } from '../../store/store.ts';
import { defaultHandlers } from '../handlers/handlerPolicies.ts';
import type { Authentication } from '../logins/authentication.ts';
import { newToken, rowOf, type TokenStorage } from './tokenValue.ts';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly organizationName: string;
}

export interface Accounts {
  /**
   * Makes the account, its first token and its handlers, all or none (contract 10, 60).
   * @param within what belongs to the same transaction, done before the rest of it
   * @param caller nothing is begun for one that has left
   * @throws Conflict('email-taken'), ClientGone, and what `within` throws
   */
  register(
    registration: Registration,
    within?: (tx: Stores) => Promise<void>,
    caller?: Caller,
  ): Promise<{ readonly accountId: AccountId; readonly tokenId: TokenId }>;
}

export function createAccounts(parts: {
  store: Store;
  authentication: Authentication;
  clock: Clock;
  storage: TokenStorage;
}): Accounts {
  const { store, authentication, clock, storage } = parts;
  return {
    async register({ email, password, organizationName }, within, caller) {
      const passwordHash = await authentication.hashPassword(password, caller);
      const accountId = newId<AccountId>();
      const tokenId = newToken();
      const createTime = clock();
      await store.transaction(async (tx) => {
        await within?.(tx);
        await tx.accounts.create({
          accountId,
          email: email.toLowerCase(),
          organizationName,
          passwordHash,
          active: true,
          createTime,
        });
        await tx.tokens.create(accountId, { ...rowOf(tokenId, storage), tokenData: '', createTime });
        await tx.handlers.create(accountId, defaultHandlers(), createTime);
      });
      authentication.registered(email, password);
      return { accountId, tokenId };
    },
  };
}

import { NotFound } from '../../domain/errors.ts';
import type { AccountId, TokenId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Account } from '../../store/ports/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Authentication } from '../logins/authentication.ts';
import type { Accounts, Registration } from './accounts.ts';

/** What an administrator may change of an account; what is absent stays. */
export interface AccountChange {
  /** False suspends: from then on every request is refused, on every node (contract 10). */
  readonly active?: boolean | undefined;
  readonly password?: string | undefined;
  readonly organizationName?: string | undefined;
}

export interface AccountAdministration {
  /** As the public registration does it. @throws Conflict('email-taken') */
  create(registration: Registration): Promise<{ readonly account: Account; readonly token: TokenId }>;
  /** Those whose e-mail contains the text, newest first. */
  page(email: string, page: Page): Promise<Paged<Account>>;
  /** @throws NotFound('account') */
  get(accountId: AccountId): Promise<Account>;
  /** In any letter case. @throws NotFound('account') */
  getByEmail(email: string): Promise<Account>;
  /** @throws NotFound('account') */
  change(accountId: AccountId, change: AccountChange): Promise<Account>;
}

/** What only an administrator does with accounts (contract 10: there is no public resource that suspends one). */
export function createAccountAdministration(parts: {
  store: Store;
  accounts: Accounts;
  authentication: Authentication;
}): AccountAdministration {
  const { store, accounts, authentication } = parts;

  function orNotFound(account: Account | undefined): Account {
    if (!account) throw new NotFound('account', 'target');
    return account;
  }

  const getByEmail = async (email: string) => orNotFound(await store.accounts.findByEmail(email.toLowerCase()));
  const get = async (accountId: AccountId) => orNotFound(await store.accounts.find(accountId));

  return {
    async create(registration) {
      const { tokenId } = await accounts.register(registration);
      return { account: await getByEmail(registration.email), token: tokenId };
    },
    page: (email, page) => store.accounts.page(email.toLowerCase(), page),
    get,
    getByEmail,
    async change(accountId, { active, password, organizationName }) {
      await get(accountId);
      const passwordHash = password === undefined ? undefined : await authentication.hashPassword(password);
      await store.transaction(async (tx) => {
        if (active !== undefined) await tx.accounts.setActive(accountId, active);
        if (passwordHash !== undefined) await tx.accounts.setPasswordHash(accountId, passwordHash);
        if (organizationName !== undefined) await tx.accounts.setOrganizationName(accountId, organizationName);
      });
      authentication.forget({ accountId });
      return get(accountId);
    },
  };
}

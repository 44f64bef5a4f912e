import type { AccountId, TokenId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { TokenPermissions } from '../../domain/tokens/tokenPermissions.ts';

export interface Account {
  readonly accountId: AccountId;
  readonly email: string;
  readonly organizationName: string;
  readonly passwordHash: string;
  readonly active: boolean;
  readonly createTime: Timestamp;
}

export interface Token {
  readonly tokenId: TokenId;
  readonly tokenData: string;
  readonly permissions: TokenPermissions;
}

/**
 * Every method takes the account first: there is no look-up without it, but for authentication and for the gallery,
 * which works with ids that the caller has checked.
 */
export interface AccountStore {
  /** @throws Conflict('email-taken') */
  create(account: Account): Promise<void>;
  findByEmail(email: string): Promise<Account | undefined>;
  find(accountId: AccountId): Promise<Account | undefined>;
  /** Accounts whose e-mail contains the text, all when it is empty; for the administrator. */
  page(email: string, page: Page): Promise<Paged<Account>>;
  /** At most `limit` accounts behind `after`, in the order of their ids: a walk that meets each once, even if some come or go. */
  idsAfter(after: AccountId | undefined, limit: number): Promise<readonly AccountId[]>;
  setPasswordHash(accountId: AccountId, passwordHash: string): Promise<void>;
  /** Compare and set. False when the hash is another one by now. */
  replacePasswordHash(accountId: AccountId, from: string, to: string): Promise<boolean>;
  setOrganizationName(accountId: AccountId, organizationName: string): Promise<void>;
  /** False when the account is unknown. */
  setActive(accountId: AccountId, active: boolean): Promise<boolean>;
  /** Persons, descriptors and descriptors owned by a person (contract 10 §3). */
  countObjects(accountId: AccountId): Promise<{ persons: number; descriptors: number; attachedDescriptors: number }>;
}

/** What tells a token from others: its id, and what the column `token` holds. What both mean is for the rules to say. */
export interface StoredToken {
  readonly tokenId: TokenId;
  readonly stored: string;
}

export interface TokenStore {
  /** @param token without `stored` its id stands there too; without `permissions` it may do everything */
  create(
    accountId: AccountId,
    token: Omit<Token, 'permissions'> & {
      readonly permissions?: TokenPermissions;
      readonly stored?: string;
      readonly createTime: Timestamp;
    },
  ): Promise<void>;
  /** Tokens with one of these ids, each with its account. */
  withAccounts(
    tokenIds: readonly TokenId[],
  ): Promise<readonly { readonly account: Account; readonly token: Token; readonly stored: string }[]>;
  /** The one with one of these ids. */
  find(accountId: AccountId, tokenIds: readonly TokenId[]): Promise<Token | undefined>;
  page(accountId: AccountId, page: Page): Promise<Paged<Token>>;
  /** False when the token is unknown. */
  setData(accountId: AccountId, tokenIds: readonly TokenId[], tokenData: string): Promise<boolean>;
  /** False when the token is unknown. */
  setPermissions(accountId: AccountId, tokenIds: readonly TokenId[], permissions: TokenPermissions): Promise<boolean>;
  /** Tokens of all accounts where the column `token` does not begin so, in the order of their ids. */
  notBeginning(prefix: string, limit: number): Promise<readonly StoredToken[]>;
  /** Gives a token another id and another content; nothing when there is none with that id. */
  replace(tokenId: TokenId, by: StoredToken): Promise<void>;
  /** Number of tokens that were deleted; unknown ids are passed over. */
  delete(accountId: AccountId, tokenIds: readonly TokenId[]): Promise<number>;
}

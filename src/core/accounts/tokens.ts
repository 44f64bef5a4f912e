import { NotFound } from '../../domain/errors.ts';
import type { AccountId, ListId, TokenId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Clock } from '../../domain/time.ts';
import type { TokenPermissions } from '../../domain/tokens/tokenPermissions.ts';
import type { Token } from '../../store/ports/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Authentication } from '../logins/authentication.ts';
import { idsOf, newToken, rowOf, type TokenStorage } from './tokenValue.ts';

/** Tokens are told by their values, or by the ids that pages of them show: of a token that is hashed another one. */
export interface Tokens {
  /**
   * @param permissions left out: it may do everything
   * @throws NotFound('list') for a list of the permissions that the account does not have
   */
  create(accountId: AccountId, tokenData: string, permissions?: TokenPermissions): Promise<TokenId>;
  page(accountId: AccountId, page: Page): Promise<Paged<Token>>;
  /** @throws NotFound('token') */
  get(accountId: AccountId, tokenId: TokenId): Promise<Token>;
  /** @throws NotFound('token') */
  setData(accountId: AccountId, tokenId: TokenId, tokenData: string): Promise<void>;
  /**
   * Changes the given members; holds from the next request on, on every node.
   * @throws NotFound('token'), NotFound('list')
   */
  setPermissions(accountId: AccountId, tokenId: TokenId, change: Partial<TokenPermissions>): Promise<void>;
  /** @throws NotFound('token') */
  delete(accountId: AccountId, tokenId: TokenId): Promise<void>;
  /** Unknown ids are passed over (contract 10). */
  deleteMany(accountId: AccountId, tokenIds: readonly TokenId[]): Promise<void>;
}

export function createTokens(parts: {
  store: Store;
  authentication: Authentication;
  clock: Clock;
  storage: TokenStorage;
}): Tokens {
  const { store, authentication, clock, storage } = parts;

  async function deleteMany(accountId: AccountId, tokenIds: readonly TokenId[]): Promise<number> {
    const deleted = await store.write(({ tokens }) => tokens.delete(accountId, tokenIds.flatMap(idsOf)));
    authentication.forget({ tokenIds });
    return deleted;
  }

  async function requireLists(accountId: AccountId, lists: readonly ListId[] | null | undefined): Promise<void> {
    for (const listId of lists ?? []) {
      if (!(await store.lists.find(accountId, listId))) throw new NotFound('list', 'reference');
    }
  }

  async function get(accountId: AccountId, tokenId: TokenId): Promise<Token> {
    const token = await store.tokens.find(accountId, idsOf(tokenId));
    if (!token) throw new NotFound('token', 'target');
    return token;
  }

  return {
    async create(accountId, tokenData, permissions) {
      await requireLists(accountId, permissions?.lists);
      const tokenId = newToken();
      return store.write(async ({ tokens }) => {
        const token = { ...rowOf(tokenId, storage), tokenData, createTime: clock() };
        await tokens.create(accountId, { ...token, ...(permissions && { permissions }) });
        return tokenId;
      });
    },
    page: (accountId, page) => store.tokens.page(accountId, page),
    get,
    async setPermissions(accountId, tokenId, change) {
      const { permissions: before } = await get(accountId, tokenId);
      await requireLists(accountId, change.lists);
      const permissions = { ...before, ...change };
      const isKnown = await store.write(({ tokens }) => tokens.setPermissions(accountId, idsOf(tokenId), permissions));
      if (!isKnown) throw new NotFound('token', 'target');
      authentication.forget({ tokenIds: [tokenId] });
    },
    async setData(accountId, tokenId, tokenData) {
      const isKnown = await store.write(({ tokens }) => tokens.setData(accountId, idsOf(tokenId), tokenData));
      if (!isKnown) throw new NotFound('token', 'target');
      authentication.forget({ tokenIds: [tokenId] });
    },
    async delete(accountId, tokenId) {
      if ((await deleteMany(accountId, [tokenId])) === 0) throw new NotFound('token', 'target');
    },
    async deleteMany(accountId, tokenIds) {
      await deleteMany(accountId, tokenIds);
    },
  };
}

import type { TokenId } from '../../domain/ids.ts';
import { UNLIMITED } from '../../domain/tokens/tokenPermissions.ts';
import type { Token, TokenStore } from '../ports/accounts.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically, inChunks, offsetOf, paged } from '../sql/context.ts';
import { fixedStatement } from '../sql/fixedStatement.ts';
import { inLockOrder, locking } from '../sql/lockRows.ts';
import { readTogether } from '../sql/readTogether.ts';
import { padded } from '../sql/text/padded.ts';
import { ACCOUNT_COLUMNS, toAccount } from './accountStore.ts';
import { fromColumns, type PermissionColumns, toColumns } from './storedPermissions.ts';

const PERMISSION_COLUMNS = ['permissions', 'expire_time'] as const;

function toToken(row: PermissionColumns & { token_id: string; token_data: string | null }): Token {
  return { tokenId: row.token_id as TokenId, tokenData: row.token_data ?? '', permissions: fromColumns(row) };
}

/** Each brings one or two ids. */
const READ_AT_ONCE = 16;

const selectWithAccounts = fixedStatement(({ db }, ...tokenIds: readonly TokenId[]) =>
  db
    .selectFrom('account_token')
    .innerJoin('account', 'account.account_id', 'account_token.account_id')
    .select(['account_token.token_id', 'account_token.token', 'account_token.token_data', ...ACCOUNT_COLUMNS])
    .select(['account_token.permissions', 'account_token.expire_time'])
    .where('account_token.token_id', 'in', tokenIds),
);

export function createTokenStore(context: StoreContext): TokenStore {
  const { db, dialect } = context;
  const withAccounts = readTogether({
    most: READ_AT_ONCE,
    callers: context.callers,
    read: async (asked: readonly (readonly TokenId[])[]) => {
      const { rows } = await selectWithAccounts(context, ...padded([...new Set(asked.flat())]));
      const found = rows.map((row) => ({ account: toAccount(row), token: toToken(row), stored: row.token }));
      return (tokenIds) => found.filter(({ token }) => tokenIds.includes(token.tokenId));
    },
  });
  return {
    async create(accountId, { tokenId, stored = tokenId, tokenData, permissions = UNLIMITED, createTime }) {
      await db
        .insertInto('account_token')
        .values({
          token_id: tokenId,
          token: stored,
          account_id: accountId,
          token_data: tokenData,
          create_time: createTime,
          ...toColumns(permissions),
        })
        .execute();
    },

    withAccounts,

    async find(accountId, tokenIds) {
      const row = await db
        .selectFrom('account_token')
        .select(['token_id', 'token_data', ...PERMISSION_COLUMNS])
        .where(dialect.isAmong('token_id', tokenIds))
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row && toToken(row);
    },

    async page(accountId, page) {
      const rows = await db
        .selectFrom('account_token')
        .select(['token_id', 'token_data', ...PERMISSION_COLUMNS])
        .where('account_id', '=', accountId)
        .orderBy('create_time', 'desc')
        .orderBy('token_id', 'desc')
        .limit(page.size)
        .offset(offsetOf(page))
        .execute();
      return paged(rows.map(toToken), page, async () => {
        const { count } = await db
          .selectFrom('account_token')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow();
        return count;
      });
    },

    async setData(accountId, tokenIds, tokenData) {
      const { numUpdatedRows } = await db
        .updateTable('account_token')
        .set({ token_data: tokenData })
        .where(dialect.isAmong('token_id', tokenIds))
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async setPermissions(accountId, tokenIds, permissions) {
      const { numUpdatedRows } = await db
        .updateTable('account_token')
        .set(toColumns(permissions))
        .where(dialect.isAmong('token_id', tokenIds))
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    async notBeginning(prefix, limit) {
      const rows = await db
        .selectFrom('account_token')
        .select(['token_id', 'token'])
        .where('token', 'not like', `${prefix}%`)
        .orderBy('token_id')
        .limit(limit)
        .execute();
      return rows.map(({ token_id, token }) => ({ tokenId: token_id as TokenId, stored: token }));
    },

    async replace(tokenId, by) {
      await db
        .updateTable('account_token')
        .set({ token_id: by.tokenId, token: by.stored })
        .where('token_id', '=', tokenId)
        .execute();
    },

    delete(accountId, tokenIds) {
      return atomically(context, async (tx) => {
        const owned = await inChunks(inLockOrder(tokenIds), dialect.idsPerStatement, (chunk) =>
          locking(
            tx.db
              .selectFrom('account_token')
              .select('token_id')
              .where('account_id', '=', accountId)
              .where(dialect.isAmong('token_id', chunk)),
            'account_token',
            dialect,
          ).execute(),
        );
        const ids = owned.map(({ token_id }) => token_id);
        await inChunks(ids, dialect.idsPerStatement, (chunk) =>
          tx.db.deleteFrom('account_token').where(dialect.isAmong('token_id', chunk)).execute(),
        );
        return ids.length;
      });
    },
  };
}

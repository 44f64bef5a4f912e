import type { StoreContext } from '../ports/dialect.ts';
import type { EncryptionMode, SealingRows, WrappedKey } from '../ports/encryption/sealing.ts';
import { inChunks, unlessThere } from '../sql/context.ts';

/** The one row. */
const STATE_ID = 1;
const COLUMNS = ['account_id', 'master_key', 'wrapped_key'] as const;

export function createEncryptionRows({ db, dialect }: StoreContext): SealingRows {
  return {
    isTransaction: db.isTransaction,

    async mode() {
      const one = db.selectFrom('encryption_state').select('mode').where('state_id', '=', STATE_ID);
      return (await one.executeTakeFirst())?.mode;
    },

    async setMode(mode: EncryptionMode) {
      const update = () => db.updateTable('encryption_state').set({ mode }).where('state_id', '=', STATE_ID).execute();
      await unlessThere(db.insertInto('encryption_state').values({ state_id: STATE_ID, mode }).execute());
      await update();
    },

    async keys(accountIds) {
      const rows = await inChunks(accountIds, dialect.idsPerStatement, (chunk) =>
        db.selectFrom('account_key').select(COLUMNS).where(dialect.isAmong('account_id', chunk)).execute(),
      );
      return rows.map(toKey);
    },

    async addKey({ accountId, masterKey, wrapped }) {
      const row = {
        account_id: accountId,
        master_key: masterKey,
        wrapped_key: wrapped,
        create_time: dialect.utcNow,
      };
      await dialect.ignoringDuplicates(db.insertInto('account_key').values(row)).execute();
    },

    async keyPage({ after, limit }) {
      const rows = await db
        .selectFrom('account_key')
        .select(COLUMNS)
        .$if(after !== undefined, (query) => query.where('account_id', '>', after ?? ''))
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map(toKey);
    },

    async rewrapKey(before, { masterKey, wrapped }) {
      const { numUpdatedRows } = await db
        .updateTable('account_key')
        .set({ master_key: masterKey, wrapped_key: wrapped })
        .where('account_id', '=', before.accountId)
        .where('wrapped_key', '=', before.wrapped)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) === 1;
    },

    async masterKeys() {
      const rows = await db
        .selectFrom('account_key')
        .select((eb) => ['master_key', eb.fn.countAll<number>().as('count')])
        .groupBy('master_key')
        .execute();
      return new Map(rows.map(({ master_key, count }) => [master_key, Number(count)]));
    },

    async removeKeys() {
      await db.deleteFrom('account_key').execute();
    },
  };
}

function toKey(row: { account_id: string; master_key: string; wrapped_key: string }): WrappedKey {
  return { accountId: row.account_id, masterKey: row.master_key, wrapped: row.wrapped_key };
}

import type { Migration } from '../migration.ts';

/** Keys of accounts, wrapped by a master key that is not here; and whether what is new is sealed. */
export const encryption: Migration = {
  name: '0012_encryption',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      // No foreign key: a restore empties the accounts and must leave the keys, which no backup has.
      schema
        .createTable('account_key')
        .addColumn('account_id', types.id, (column) => column.notNull())
        .addColumn('master_key', types.text(64), (column) => column.notNull())
        .addColumn('wrapped_key', types.text(128), (column) => column.notNull())
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('account_key_pk', ['account_id']),
      schema
        .createTable('encryption_state')
        .addColumn('state_id', types.integer, (column) => column.notNull())
        .addColumn('mode', types.text(8), (column) => column.notNull())
        .addPrimaryKeyConstraint('encryption_state_pk', ['state_id']),
    ].map((statement) => statement.compile()),
};

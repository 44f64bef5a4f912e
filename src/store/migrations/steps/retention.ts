import type { Migration } from '../migration.ts';

/** How long an account keeps things, and portraits whose rows are gone but whose files may not be. */
export const retention: Migration = {
  name: '0003_retention',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      schema
        .createTable('account_retention')
        .addColumn('account_id', types.id, (column) => column.notNull())
        .addColumn('descriptor_days', types.integer)
        .addColumn('portrait_days', types.integer)
        .addPrimaryKeyConstraint('account_retention_pk', ['account_id'])
        .addForeignKeyConstraint('account_retention_account_fk', ['account_id'], 'account', ['account_id']),
      // No foreign key: what it names is deleted in the same transaction.
      schema
        .createTable('portrait_erasure')
        .addColumn('descriptor_id', types.id, (column) => column.notNull())
        .addPrimaryKeyConstraint('portrait_erasure_pk', ['descriptor_id']),
      schema
        .createIndex('descriptor_portrait_index')
        .on('descriptor')
        .columns(['account_id', 'has_portrait', 'create_time', 'descriptor_id']),
    ].map((statement) => statement.compile()),
};

import type { Migration } from '../migration.ts';

/** Requests that came with an `Idempotency-Key`, and what became of them. */
export const idempotencyKeys: Migration = {
  name: '0006_idempotency_keys',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      schema
        .createTable('idempotency_key')
        .addColumn('account_id', types.id, (column) => column.notNull())
        .addColumn('key_hash', types.text(64), (column) => column.notNull())
        .addColumn('fingerprint', types.text(64), (column) => column.notNull())
        .addColumn('claim', types.id, (column) => column.notNull())
        .addColumn('claim_time', types.timestamp)
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addColumn('steps', types.bytes)
        .addColumn('status', types.integer)
        .addColumn('answer', types.bytes)
        .addPrimaryKeyConstraint('idempotency_key_pk', ['account_id', 'key_hash'])
        .addForeignKeyConstraint('idempotency_key_account_fk', ['account_id'], 'account', ['account_id']),
      schema.createIndex('idempotency_key_time_index').on('idempotency_key').columns(['create_time']),
    ].map((statement) => statement.compile()),
};

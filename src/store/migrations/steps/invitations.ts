import type { Migration } from '../migration.ts';

/** Invitations to register that can still be used; only a hash of the code is kept. */
export const invitations: Migration = {
  name: '0007_invitations',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      schema
        .createTable('invitation')
        .addColumn('invitation_id', types.id, (column) => column.notNull())
        .addColumn('code_hash', types.text(64), (column) => column.notNull())
        .addColumn('note', types.text(128))
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addColumn('expire_time', types.timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('invitation_pk', ['invitation_id'])
        .addUniqueConstraint('invitation_code_key', ['code_hash']),
    ].map((statement) => statement.compile()),
};

import type { Migration } from '../../migration.ts';

/** Entries of the audit log that were written together become one row; those of before keep rows of their own. */
export const auditBatches: Migration = {
  name: '0015_audit_batches',
  statements: (db, { columnTypes: types, keepPlain }) => [
    db.schema
      .createTable('audit_batch')
      .addColumn('last_seq', types.bigInteger, (column) => column.notNull())
      .addColumn('first_seq', types.bigInteger, (column) => column.notNull())
      .addColumn('last_time', types.timestamp, (column) => column.notNull())
      .addColumn('entries', types.document)
      .addColumn('hash', types.text(64), (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_batch_pk', ['last_seq'])
      .compile(),
    ...keepPlain('audit_batch', 'entries').map((statement) => statement.compile(db)),
  ],
};

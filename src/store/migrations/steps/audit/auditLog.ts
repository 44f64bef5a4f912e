import type { Migration } from '../../migration.ts';

/** Who did what, each entry with a hash over it and the one before; and the ends of that chain. */
export const auditLog: Migration = {
  name: '0009_audit_log',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      schema
        .createTable('audit_entry')
        .addColumn('seq', types.bigInteger, (column) => column.notNull())
        .addColumn('entry_time', types.timestamp, (column) => column.notNull())
        .addColumn('action', types.text(16), (column) => column.notNull())
        .addColumn('operation', types.text(64), (column) => column.notNull())
        .addColumn('status', types.integer, (column) => column.notNull())
        .addColumn('items', types.document)
        .addColumn('hash', types.text(64), (column) => column.notNull())
        .addPrimaryKeyConstraint('audit_entry_pk', ['seq']),
      schema
        .createTable('audit_mark')
        .addColumn('name', types.text(36), (column) => column.notNull())
        .addColumn('seq', types.bigInteger, (column) => column.notNull())
        .addColumn('hash', types.text(64))
        .addPrimaryKeyConstraint('audit_mark_pk', ['name']),
    ].map((statement) => statement.compile()),
};

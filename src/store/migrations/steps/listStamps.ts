import type { Migration } from '../migration.ts';

/** A list's version gets a companion that two histories of the same database do not share (docs/developers/database.md). */
export const listStamps: Migration = {
  name: '0002_list_stamps',
  statements: ({ schema }, { columnTypes }) =>
    (['persons_list', 'descriptors_list', 'list_change'] as const).map((table) =>
      schema
        .alterTable(table)
        .addColumn('stamp', columnTypes.bigInteger, (column) => column.defaultTo(0).notNull())
        .compile(),
    ),
};

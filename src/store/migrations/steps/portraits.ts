import type { Migration } from '../migration.ts';

/**
 * Where portraits are, portraits themselves for those who keep them here, and whose notes of erasure are whose: those that
 * an erasure has just made are its own for some minutes, so that its receipt can say what was found.
 */
export const portraits: Migration = {
  name: '0005_portraits',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      // No foreign key: an image is there before its descriptor, and may be found by garbage collection after it.
      schema
        .createTable('portrait')
        .addColumn('descriptor_id', types.id, (column) => column.notNull())
        .addColumn('side', types.integer, (column) => column.notNull())
        .addColumn('image', types.bytes, (column) => column.notNull())
        .addColumn('create_time', types.timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('portrait_pk', ['descriptor_id', 'side']),
      schema
        .createTable('portrait_place')
        .addColumn('place_id', types.integer, (column) => column.notNull())
        .addColumn('kind', types.text(8), (column) => column.notNull())
        .addColumn('folder_id', types.id)
        .addColumn('moving_from', types.text(8))
        .addPrimaryKeyConstraint('portrait_place_pk', ['place_id']),
      schema.alterTable('portrait_erasure').addColumn('account_id', types.id),
      schema.alterTable('portrait_erasure').addColumn('note_time', types.timestamp),
    ].map((statement) => statement.compile()),
};

import type { Migration } from '../migration.ts';

/** Vectors that other models made of the faces of descriptors: while an installation moves from one embedder to another, and for the way back. */
export const modelVectors: Migration = {
  name: '0011_model_vectors',
  statements: ({ schema }, { columnTypes: types }) =>
    [
      schema
        .createTable('descriptor_vector')
        .addColumn('descriptor_id', types.id, (column) => column.notNull())
        .addColumn('model_id', types.text(64), (column) => column.notNull())
        .addColumn('in_use', types.boolean, (column) => column.notNull())
        .addColumn('vector', types.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('descriptor_vector_pk', ['descriptor_id', 'model_id'])
        // Nothing of an erased face outlives it.
        .addForeignKeyConstraint(
          'descriptor_vector_owner_fk',
          ['descriptor_id'],
          'descriptor',
          ['descriptor_id'],
          (key) => key.onDelete('cascade'),
        ),
      schema
        .createIndex('descriptor_vector_model_index')
        .on('descriptor_vector')
        .columns(['model_id', 'in_use', 'descriptor_id']),
    ].map((statement) => statement.compile()),
};

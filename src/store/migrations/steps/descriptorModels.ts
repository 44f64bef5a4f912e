import type { Migration } from '../migration.ts';

/** Which models made the descriptors is asked at each start: without an index all rows would be read. */
export const descriptorModels: Migration = {
  name: '0008_descriptor_models',
  statements: ({ schema }) => [
    schema.createIndex('descriptor_model_index').on('descriptor').columns(['model_id']).compile(),
  ],
};

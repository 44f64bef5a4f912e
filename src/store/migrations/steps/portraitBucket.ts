import type { Migration } from '../migration.ts';

/** Which bucket of an S3 service holds portraits, for those who keep them there. */
export const portraitBucket: Migration = {
  name: '0013_portrait_bucket',
  statements: ({ schema }, { columnTypes: types }) => [
    schema.alterTable('portrait_place').addColumn('bucket_id', types.id).compile(),
  ],
};

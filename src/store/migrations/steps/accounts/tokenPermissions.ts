import type { Migration } from '../../migration.ts';

/** What a token may do, and until when; NULL is everything, and for ever, as before. */
export const tokenPermissions: Migration = {
  name: '0014_token_permissions',
  statements: ({ schema }, { columnTypes: types }) => [
    schema.alterTable('account_token').addColumn('permissions', types.document).compile(),
    schema.alterTable('account_token').addColumn('expire_time', types.timestamp).compile(),
  ],
};

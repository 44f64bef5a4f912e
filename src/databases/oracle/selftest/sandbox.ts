import { type Kysely, sql } from 'kysely';
import type { OpenDatabase } from '../../../store/ports/openDatabase.ts';
import { StoreRefused } from '../../../store/sql/storeErrors.ts';
import type { SelftestTables } from './check.ts';

/** Begins the name of everything that the selftest makes. */
export const SELFTEST_PREFIX = 'LBST_';

const MADE = sql`object_name like ${`${SELFTEST_PREFIX.replace('_', '!_')}%`} escape '!'`;

/** @throws StoreRefused where something of the schema has the prefix already */
export async function requireNoneMade({ db }: OpenDatabase): Promise<void> {
  const { rows } = await sql<{ name: string; kind: string }>`
    select object_name as name, object_type as kind from user_objects where ${MADE} order by object_name`.execute(db);
  if (rows.length === 0) return;
  const names = rows.map(({ name, kind }) => `${kind.toLowerCase()} ${name}`);
  throw new StoreRefused(
    'misconfigured',
    `the schema has objects whose names begin with ${SELFTEST_PREFIX}, as those of the selftest do: ${names.slice(0, 5).join(', ')}` +
      `${names.length > 5 ? ` and ${names.length - 5} more` : ''}. Nothing was changed. If a selftest that was killed left them, ` +
      'drop them (drop table NAME cascade constraints purge), or run it in an empty schema',
  );
}

/** Makes the tables of `SelftestTables`, with the types, keys and names that the service's own have. */
export async function makeTables({ db, dialect }: OpenDatabase): Promise<void> {
  const { columnTypes: types } = dialect;
  await db.schema
    .createTable('lbst_parent')
    .addColumn('parent_id', types.id, (column) => column.notNull())
    .addColumn('user_data', types.text(128))
    .addPrimaryKeyConstraint('lbst_parent_pk', ['parent_id'])
    .execute();
  await db.schema
    .createTable('lbst_item')
    .addColumn('item_id', types.id, (column) => column.notNull())
    .addColumn('parent_id', types.id)
    .addColumn('external_id', types.text(36))
    .addColumn('user_data', types.text(128))
    .addColumn('body', types.document)
    .addColumn('vector', types.bytes)
    .addColumn('active', types.boolean)
    .addColumn('version', types.bigInteger)
    .addColumn('create_time', types.timestamp)
    .addPrimaryKeyConstraint('lbst_item_pk', ['item_id'])
    .addUniqueConstraint('lbst_item_external_key', ['external_id'])
    .addForeignKeyConstraint('lbst_item_parent_fk', ['parent_id'], 'lbst_parent', ['parent_id'])
    .execute();
}

/** Empties them, for the next check. */
export async function emptyTables(db: Kysely<SelftestTables>): Promise<void> {
  await db.deleteFrom('lbst_item').execute();
  await db.deleteFrom('lbst_parent').execute();
}

/** Removes what has the prefix: at the beginning there was nothing. @returns what could not be removed, and why */
export async function removeTables({ db }: OpenDatabase): Promise<readonly string[]> {
  const left: string[] = [];
  const { rows } = await sql<{ name: string }>`
    select object_name as name from user_objects where ${MADE} and object_type = 'TABLE'`.execute(db);
  for (const { name } of rows) {
    try {
      await sql`drop table ${sql.table(name)} cascade constraints purge`.execute(db);
    } catch (error) {
      left.push(`${name} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return left;
}

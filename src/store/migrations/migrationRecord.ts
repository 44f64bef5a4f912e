import type { Kysely } from 'kysely';
import type { Dialect } from '../dialects/dialect.ts';
import type { Database } from '../schema.ts';

/** Makes the table of applied migrations when it is missing. */
export async function makeRecord(db: Kysely<Database>, dialect: Dialect): Promise<void> {
  if (await exists(db, dialect, 'schema_migration')) return;
  await db.schema
    .createTable('schema_migration')
    .addColumn('name', dialect.columnTypes.text(64), (column) => column.notNull())
    .addColumn('time', dialect.columnTypes.timestamp, (column) => column.notNull())
    .addPrimaryKeyConstraint('schema_migration_pk', ['name'])
    .execute();
}

/** Makes the table of steps when it is missing. */
export async function makeStepRecord(db: Kysely<Database>, dialect: Dialect): Promise<void> {
  if (await exists(db, dialect, 'schema_migration_step')) return;
  await db.schema
    .createTable('schema_migration_step')
    .addColumn('migration', dialect.columnTypes.text(64), (column) => column.notNull())
    .addColumn('step', dialect.columnTypes.integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('schema_migration_step_pk', ['migration', 'step'])
    .execute();
}

async function exists(db: Kysely<Database>, dialect: Dialect, table: keyof Database): Promise<boolean> {
  const { rows } = await dialect.tableExists(table).execute(db);
  return rows[0]?.found === 1;
}

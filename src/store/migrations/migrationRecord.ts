import type { Kysely } from 'kysely';
import type { Dialect } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';

/** What is noted about migrations, and where; each table is made when it is missing. */
type RecordTable = 'schema_migration' | 'schema_migration_step';

/** Makes the table of applied migrations when it is missing. */
export function makeRecord(db: Kysely<Database>, dialect: Dialect): Promise<void> {
  return make(db, dialect, 'schema_migration');
}

/** Makes the table of steps when it is missing. */
export function makeStepRecord(db: Kysely<Database>, dialect: Dialect): Promise<void> {
  return make(db, dialect, 'schema_migration_step');
}

/** Reads only. */
export async function hasTable(db: Kysely<Database>, dialect: Dialect, table: string): Promise<boolean> {
  const { rows } = await dialect.tableExists(table).execute(db);
  return rows[0]?.found === 1;
}

/** The last step of the migration that was begun, where each commits by itself; -1: none was. */
export async function lastStep(db: Kysely<Database>, migration: string): Promise<number> {
  const row = await db
    .selectFrom('schema_migration_step')
    .select('step')
    .where('migration', '=', migration)
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.step ?? -1;
}

async function make(db: Kysely<Database>, dialect: Dialect, table: RecordTable): Promise<void> {
  if (await hasTable(db, dialect, table)) return;
  await recordTable(db, dialect, table).execute();
}

/** The statement that makes the table, not executed. */
export function recordTable({ schema }: Kysely<Database>, { columnTypes }: Dialect, table: RecordTable) {
  if (table === 'schema_migration') {
    return schema
      .createTable('schema_migration')
      .addColumn('name', columnTypes.text(64), (column) => column.notNull())
      .addColumn('time', columnTypes.timestamp, (column) => column.notNull())
      .addPrimaryKeyConstraint('schema_migration_pk', ['name']);
  }
  return schema
    .createTable('schema_migration_step')
    .addColumn('migration', columnTypes.text(64), (column) => column.notNull())
    .addColumn('step', columnTypes.integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('schema_migration_step_pk', ['migration', 'step']);
}

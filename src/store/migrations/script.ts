import { type CompiledQuery, type Kysely, sql } from 'kysely';
import type { Dialect, StoreContext } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';
import { StoreRefused } from '../sql/storeErrors.ts';
import { MIGRATIONS, migrationsAfter, pendingMigrations } from './migrate.ts';
import type { Migration } from './migration.ts';
import { hasTable, lastStep, recordTable } from './migrationRecord.ts';

/** What `migrate` would do. */
export interface PlannedMigration {
  readonly name: string;
  /** Statements in all. */
  readonly statements: number;
  /** Statements that an earlier run had begun when it was broken off; 0 wherever a migration is all or nothing. */
  readonly begun: number;
}

/** What is pending; reads only. @throws StoreRefused('newer') */
export async function planMigrations(
  { db, dialect }: StoreContext,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly PlannedMigration[]> {
  const pending = await pendingMigrations(db, dialect, migrations);
  const hasSteps = dialect.stepwiseDdl !== undefined && (await hasTable(db, dialect, 'schema_migration_step'));
  const planned: PlannedMigration[] = [];
  for (const migration of pending) {
    planned.push({
      name: migration.name,
      statements: migration.statements(db, dialect).length,
      begun: hasSteps ? (await lastStep(db, migration.name)) + 1 : 0,
    });
  }
  return planned;
}

/** As `planMigrations`, for a database elsewhere that has seen those and where a migration is all or nothing. @throws StoreRefused('newer') */
export function planAfter({ db, dialect }: StoreContext, applied: readonly string[]): readonly PlannedMigration[] {
  return migrationsAfter(applied).map((migration) => ({
    name: migration.name,
    statements: migration.statements(db, dialect).length,
    begun: 0,
  }));
}

/**
 * The script that makes the whole schema in an empty database, for a DBA to run by hand: with the rows by which this
 * program knows that it was run. Asks no database.
 * @param context its `db` is only compiled with
 */
export function wholeScript(context: StoreContext, migrations: readonly Migration[] = MIGRATIONS): string {
  return print(context, recordTables(context), migrations);
}

/**
 * The script for what the database lacks; empty when it lacks nothing. Reads only.
 * @throws StoreRefused when the database is newer, or a migration was broken off in the middle, where only this program
 *   knows how to go on
 */
export async function pendingScript(
  context: StoreContext,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string> {
  const { db, dialect } = context;
  const plan = await planMigrations(context, migrations);
  const broken = plan.find(({ begun }) => begun > 0);
  if (broken) {
    throw new StoreRefused(
      'misconfigured',
      `migration ${broken.name} was interrupted: finish it with luna-backport3 migrate --apply`,
    );
  }
  const names = new Set(plan.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => names.has(name));
  if (pending.length === 0) return '';
  const missing = new Map<string, CompiledQuery>();
  for (const [table, statement] of recordTables(context)) {
    if (!(await hasTable(db, dialect, table))) missing.set(table, statement);
  }
  return print(context, missing, pending);
}

/** As `pendingScript`, for a database elsewhere that has seen those. @throws StoreRefused('newer') */
export function scriptAfter(context: StoreContext, applied: readonly string[]): string {
  const pending = migrationsAfter(applied);
  return pending.length === 0 ? '' : print(context, new Map(), pending);
}

/** The tables that migrations themselves need, and what makes them. */
function recordTables({ db, dialect }: StoreContext): ReadonlyMap<string, CompiledQuery> {
  const { stepwiseDdl } = dialect;
  return new Map([
    ...(stepwiseDdl ? ([[stepwiseDdl.lockTable, stepwiseDdl.prepareLock.compile(db)]] as const) : []),
    ['schema_migration', recordTable(db, dialect, 'schema_migration').compile()] as const,
    ...(stepwiseDdl
      ? ([['schema_migration_step', recordTable(db, dialect, 'schema_migration_step').compile()]] as const)
      : []),
  ]);
}

function print(
  { db, dialect }: StoreContext,
  records: ReadonlyMap<string, CompiledQuery>,
  migrations: readonly Migration[],
): string {
  const { migrationLock, scriptFrame, stepwiseDdl } = dialect;
  // A lock that a CREATE would end guards nothing.
  const lock = migrationLock && !stepwiseDdl ? [migrationLock.compile(db)] : [];
  const parts = migrations.flatMap((migration) => [
    '',
    `-- ${migration.name}`,
    ...migration.statements(db, dialect).map(printStatement),
    printStatement(recordOf(db, dialect, migration)),
  ]);
  return [
    ...scriptFrame.notes.map((note) => `-- ${note}`),
    ...scriptFrame.first,
    ...[...lock, ...records.values()].map(printStatement),
    ...parts,
    '',
    ...scriptFrame.last,
    '',
  ].join('\n');
}

function recordOf(db: Kysely<Database>, { utcNow }: Dialect, { name }: Migration): CompiledQuery {
  return db
    .insertInto('schema_migration')
    .values({ name: sql.lit(name), time: utcNow })
    .compile();
}

/** Where a long statement is broken for the reader. */
const PART = /, (?=(?:"\w+" [a-z]|constraint "))/gi;

function printStatement({ sql: text, parameters }: CompiledQuery): string {
  if (parameters.length > 0) throw new Error(`a script has no binds: ${text}`);
  return `${text.replaceAll(PART, ',\n  ')};`;
}

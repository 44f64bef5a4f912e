import type { Logger } from 'pino';
import { compileOnly } from '../../databases/compileOnly.ts';
import type { Settings } from '../../settings/schema.ts';
import { checkSchema } from '../../store/drift/checkSchema.ts';
import { migrationsAfter } from '../../store/migrations/migrate.ts';
import {
  type PlannedMigration,
  pendingScript,
  planAfter,
  planMigrations,
  scriptAfter,
  wholeScript,
} from '../../store/migrations/script.ts';
import type { OpenDatabase } from '../../store/ports/openDatabase.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import type { SchemaReport, Store } from '../../store/store.ts';
import { openBesideServer } from '../admin/adminClient.ts';
import { CommandFailed } from '../commandFailed.ts';
import { createCommandLog } from '../createLog.ts';
import { EXIT } from '../exitCodes.ts';
import type { MigrateOptions } from './migrateOptions.ts';

const NOTHING_TO_DO = 'nothing to do: the database has the schema of this version';

/** What the options of `migrate` ask for; apart from their declaration, so that other commands do not load the store for it. */
export async function runMigrate(settings: Settings, { plan, sql, check }: MigrateOptions): Promise<void> {
  if (sql && !plan) print(wholeScript(compileOnly(settings.DB_TYPE)));
  else if (check) await look(settings, CHECK);
  else if (plan) await look(settings, sql ? SCRIPT : PLAN);
  else await apply(settings);
}

/** What is printed of a database: of one that is open here, or of one that a server holds and tells of. */
interface Look {
  readonly here: (database: OpenDatabase) => Promise<void>;
  readonly beside: (report: SchemaReport) => void;
}

const CHECK: Look = {
  here: async (database) => requireNoDrift(await checkSchema(database)),
  // The server may be of another version: what is pending for this one, it does not know.
  beside: (report) => requireNoDrift({ ...report, pending: migrationsAfter(report.applied).map(({ name }) => name) }),
};
const PLAN: Look = {
  here: async (database) => printPlan(await planMigrations(database)),
  beside: ({ applied }) => printPlan(planAfter(compileOnly('pglite'), applied)),
};
const SCRIPT: Look = {
  here: async (database) => printScript(await pendingScript(database)),
  beside: ({ applied }) => printScript(scriptAfter(compileOnly('pglite'), applied)),
};

async function apply(settings: Settings): Promise<void> {
  const { openDatabase } = await import('../../app/database.ts');
  const log = createCommandLog(settings);
  const store = await unlessHeld(openDatabase(settings, log));
  if (store instanceof StoreRefused) requireNothingToDo(await schemaBeside(settings, store), store);
  else await buildGraph(store, settings, log).finally(() => store.close());
  console.log('the database has the schema of this version');
}

/** As `serve` does: rows that come in then find the graph there, and no statement goes over all of them. */
async function buildGraph(store: Store, settings: Settings, log: Logger): Promise<void> {
  const { vectorIndex } = store;
  if (!vectorIndex) return;
  const { buildIndex } = await import('../../gallery/pgvector/buildIndex.ts');
  const { readModelChoice } = await import('../../app/engine/modelChoice.ts');
  const { chooseEmbedder } = await import('../../app/engine/chooseEmbedder.ts');
  const { embedders } = await readModelChoice(settings);
  const { id, dimension } = embedders.get(await chooseEmbedder(settings, embedders, store, log));
  if (settings.PGVECTOR_SEARCH === 'hnsw') await vectorIndex.prepareGraph(id, dimension);
  await buildIndex(vectorIndex, { log, signal: new AbortController().signal });
}

/** A server that works with the database has migrated it, to its own version. */
function requireNothingToDo({ applied }: SchemaReport, { message }: StoreRefused): void {
  if (migrationsAfter(applied).length === 0) return;
  throw new CommandFailed(`${message}; then serve of this version migrates, or this command`, EXIT.dataDirectory);
}

/** Opens the database, changes nothing in it, and closes it; or asks the server that holds the embedded one. */
async function look(settings: Settings, { here, beside }: Look): Promise<void> {
  const { openDatabaseAsIs } = await import('../../app/database.ts');
  const database = await unlessHeld(openDatabaseAsIs(settings, createCommandLog(settings)));
  if (database instanceof StoreRefused) beside(await schemaBeside(settings, database));
  else await here(database).finally(() => database.close());
}

/** What was opened, or why not when a server holds the embedded database. */
function unlessHeld<Opened>(opening: Promise<Opened>): Promise<Opened | StoreRefused> {
  return opening.catch((error: unknown) => {
    if (error instanceof StoreRefused && error.reason === 'locked') return error;
    throw error;
  });
}

async function schemaBeside(settings: Settings, { message }: StoreRefused): Promise<SchemaReport> {
  return (await openBesideServer(settings, message).call('GET', '/schema')) as unknown as SchemaReport;
}

function requireNoDrift({ pending, drift }: SchemaReport): void {
  // What a migration will make is not missing.
  const lines = pending.length > 0 ? pending.map((name) => `${name} is pending`) : drift;
  print(lines.map((line) => `${line}\n`).join(''));
  if (pending.length > 0)
    throw new CommandFailed('migrations are pending: luna-backport3 migrate --apply', EXIT.failure);
  if (drift.length > 0) throw new CommandFailed('the schema differs from what the migrations make', EXIT.failure);
  print('the schema is what the migrations make\n');
}

function printScript(script: string): void {
  print(script || `-- ${NOTHING_TO_DO}\n`);
}

function printPlan(plan: readonly PlannedMigration[]): void {
  print(plan.length === 0 ? `${NOTHING_TO_DO}\n` : plan.map((migration) => `${describe(migration)}\n`).join(''));
}

function describe({ name, statements, begun }: PlannedMigration): string {
  const rest = begun === 0 ? '' : `, broken off at the ${begun}. and taken up there`;
  return `${name}: ${statements} statements${rest}`;
}

function print(text: string): void {
  process.stdout.write(text);
}

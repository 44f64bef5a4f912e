import { type Command, Option } from 'commander';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import type { Settings } from '../settings/schema.ts';
import { compileOnly } from '../store/compileOnly.ts';
import { checkSchema } from '../store/drift/checkSchema.ts';
import { StoreRefused } from '../store/errors.ts';
import { type PlannedMigration, pendingScript, planMigrations, wholeScript } from '../store/migrations/script.ts';
import type { OpenDatabase } from '../store/openDatabase.ts';
import type { SchemaReport } from '../store/store.ts';
import { openNodeClient } from './adminClient.ts';
import { CommandFailed } from './commandFailed.ts';
import { createCommandLog } from './createLog.ts';
import { EXIT } from './exitCodes.ts';

interface MigrateOptions {
  readonly plan?: true;
  readonly apply?: true;
  readonly sql?: true;
  readonly check?: true;
}

const NOTHING_TO_DO = 'nothing to do: the database has the schema of this version';

/** `migrate`: what `serve` does at its start, for those who want it as a step of its own or want to see it first. */
export function addMigrateCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('migrate')
    .description("bring the database to this version's schema; serve does it too")
    .option('--apply', 'do it (what happens without an option)')
    .addOption(
      new Option('--plan', 'say what would be done; with --sql as a script of what is pending').conflicts('apply'),
    )
    .addOption(
      new Option(
        '--sql',
        'print the script of the whole schema for DB_TYPE, for an empty database; connects to none',
      ).conflicts('apply'),
    )
    .addOption(
      new Option(
        '--check',
        'compare tables, columns, keys and indexes with what migrations make; leaves with 1 on a difference',
      ).conflicts(['apply', 'plan', 'sql']),
    )
    .action(async ({ plan, sql, check }: MigrateOptions) => {
      const { settings } = load();
      if (check) await look(settings, async (database) => requireNoDrift(await checkSchema(database)), requireNoDrift);
      else if (plan) await look(settings, async (database) => print(await (sql ? script(database) : report(database))));
      else if (sql) print(wholeScript(compileOnly(settings.DB_TYPE)));
      else await apply(settings);
    });
}

async function apply(settings: Settings): Promise<void> {
  const { openDatabase } = await import('../appDatabase.ts');
  const { buildIndex } = await import('../gallery/pgvector/buildIndex.ts');
  const { EMBEDDERS } = await import('../vision/embed/embedders.ts');
  const log = createCommandLog(settings);
  const store = await openDatabase(settings, log);
  try {
    if (store.vectorIndex) {
      // As `serve` does: rows that come in then find the graph there, and no statement goes over all of them.
      const { id, dimension } = EMBEDDERS[settings.EMBEDDER];
      if (settings.PGVECTOR_SEARCH === 'hnsw') await store.vectorIndex.prepareGraph(id, dimension);
      await buildIndex(store.vectorIndex, { log, signal: new AbortController().signal });
    }
  } finally {
    await store.close();
  }
  console.log('the database has the schema of this version');
}

/**
 * Opens the database, changes nothing in it, and closes it.
 * @param beside what to do with what a server says that holds the embedded database
 */
async function look(
  settings: Settings,
  at: (database: OpenDatabase) => Promise<void>,
  beside?: (report: SchemaReport) => void,
): Promise<void> {
  const { openDatabaseAsIs } = await import('../appDatabase.ts');
  const log = createCommandLog(settings);
  const database = await openDatabaseAsIs(settings, log).catch((error: unknown) => {
    if (beside && error instanceof StoreRefused && error.reason === 'locked') return undefined;
    throw error;
  });
  if (!database) {
    const report = await openNodeClient(settings).call('GET', '/schema');
    beside?.(report as unknown as SchemaReport);
    return;
  }
  try {
    await at(database);
  } finally {
    await database.close();
  }
}

function requireNoDrift({ pending, drift }: SchemaReport): void {
  // What a migration will make is not missing.
  const lines = pending.length > 0 ? pending.map((name) => `${name} is pending`) : drift;
  print(lines.map((line) => `${line}\n`).join(''));
  if (pending.length > 0)
    throw new CommandFailed('migrations are pending: luna-backport3 migrate --apply', EXIT.failure);
  if (drift.length > 0) throw new CommandFailed('the schema is not what migrations made', EXIT.failure);
  print('the schema is what migrations made\n');
}

async function script(database: OpenDatabase): Promise<string> {
  return (await pendingScript(database)) || `-- ${NOTHING_TO_DO}\n`;
}

async function report(database: OpenDatabase): Promise<string> {
  const plan = await planMigrations(database);
  return plan.length === 0 ? `${NOTHING_TO_DO}\n` : plan.map((migration) => `${describe(migration)}\n`).join('');
}

function describe({ name, statements, begun }: PlannedMigration): string {
  const rest = begun === 0 ? '' : `, broken off at the ${begun}. and taken up there`;
  return `${name}: ${statements} statements${rest}`;
}

function print(text: string): void {
  process.stdout.write(text);
}

import { rm } from 'node:fs/promises';
import { Kysely } from 'kysely';
import { CallerScope } from './callerScope.ts';
import type { StoreContext } from './context.ts';
import type { OracleOptions } from './dialects/oracle/openOracle.ts';
import { type DirectoryLock, lockDirectory } from './dialects/pglite/directoryLock.ts';
import { pgliteKyselyDialect } from './dialects/pglite/pgliteDriver.ts';
import { openInDirectory, openInMemory } from './dialects/pglite/pgliteFiles.ts';
import { PgliteSession } from './dialects/pglite/pgliteSession.ts';
import type { PostgresOptions } from './dialects/postgres/openPostgres.ts';
import { pgliteDialect } from './dialects/postgresSql.ts';
import { requireEncoding } from './drift/requireEncoding.ts';
import { createLocalListHints } from './localListHints.ts';
import type { Database } from './schema.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { StoreLog } from './storeLog.ts';
import type { VectorIndexOptions } from './vectorIndex.ts';

export interface PgliteOptions {
  readonly type: 'pglite';
  /** Folder for the files, made when it is missing; `memory`: nothing outlives the process. */
  readonly directory: string;
  /** Milliseconds that a statement waits for its turn. */
  readonly wait?: number;
  /** Who watches the lists is told of their changes. */
  readonly listHints?: boolean;
  /** Absent: the gallery does without. */
  readonly vectorIndex?: VectorIndexOptions | undefined;
}

export type StoreOptions = PgliteOptions | PostgresOptions | OracleOptions;

/** A database that answers; what its tables are like is not known yet. */
export interface OpenDatabase extends StoreContext {
  readonly callers: CallerScope;
  /** No other process can write to it. */
  readonly exclusive: boolean;
  /** See `Store`. */
  isServing(): boolean;
  needsRestart(): boolean;
  hostChanges(): number;
  /** The database as it is now, beside whoever writes; undefined where there is no way to read it so. */
  openSnapshot?: (() => Promise<Snapshot>) | undefined;
  /** A standby that may lag behind; undefined while none serves. */
  standby?(): Kysely<Database> | undefined;
  close(): Promise<void>;
}

/** @throws StoreRefused */
export async function openDatabase(options: StoreOptions, log: StoreLog): Promise<OpenDatabase> {
  const database = await open(options, log);
  try {
    await requireEncoding(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

const DEFAULT_WAIT = 10_000;

/** Loads the client of the database that is asked for, and no other. */
async function open(options: StoreOptions, log: StoreLog): Promise<OpenDatabase> {
  switch (options.type) {
    case 'pglite':
      return openPglite(options, log);
    case 'postgres': {
      const { openPostgres } = await import('./dialects/postgres/openPostgres.ts');
      const database = await openPostgres(options, log);
      const openSnapshot = async () => (await import('./snapshot/readSnapshot.ts')).readSnapshot(database);
      return { ...database, openSnapshot };
    }
    case 'oracle': {
      const [{ openOracle }, { loadOracleClient }] = await Promise.all([
        import('./dialects/oracle/openOracle.ts'),
        import('./dialects/oracle/oracleClient.ts'),
      ]);
      return openOracle(options, await loadOracleClient(), log);
    }
  }
}

async function openPglite(
  { directory, listHints, wait = DEFAULT_WAIT }: PgliteOptions,
  log: StoreLog,
): Promise<OpenDatabase> {
  const hints = listHints ? createLocalListHints() : undefined;
  if (directory === 'memory') return { ...withSession(new PgliteSession(await openInMemory(), wait)), hints };
  const lock = await lockDirectory(directory);
  try {
    const session = new PgliteSession(await openInDirectory(directory, log), wait);
    const openSnapshot = async () => {
      const [{ copyDatabase }, { openThreadSnapshot }] = await Promise.all([
        import('./dialects/pglite/copyDatabase.ts'),
        import('./snapshot/threadSnapshot.ts'),
      ]);
      const copy = await copyDatabase(session, directory);
      return openThreadSnapshot(copy, () => rm(copy, { recursive: true, force: true }));
    };
    return { ...withSession(session, lock), hints, openSnapshot };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function withSession(session: PgliteSession, lock?: DirectoryLock): OpenDatabase {
  const callers = new CallerScope();
  return {
    db: new Kysely<Database>({ dialect: pgliteKyselyDialect(session, callers) }),
    callers,
    dialect: pgliteDialect,
    exclusive: true,
    isServing: () => !session.isBroken,
    needsRestart: () => session.isBroken,
    hostChanges: () => 0,
    close: () => session.close().finally(() => lock?.release()),
  };
}

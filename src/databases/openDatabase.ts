import { rm } from 'node:fs/promises';
import { Kysely } from 'kysely';
import { requireEncoding } from '../store/drift/requireEncoding.ts';
import { createLocalListHints } from '../store/lists/localListHints.ts';
import type { VectorIndexOptions } from '../store/pgvector/vectorIndex.ts';
import type { OpenDatabase } from '../store/ports/openDatabase.ts';
import { CallerScope } from '../store/sql/callerScope.ts';
import type { Database } from '../store/sql/schema.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';
import type { OracleOptions } from './oracle/openOracle.ts';
import { type DirectoryLock, lockDirectory } from './pglite/directoryLock.ts';
import { LogSync } from './pglite/files/logSync.ts';
import { pgliteKyselyDialect } from './pglite/pgliteDriver.ts';
import { openInDirectory, openInMemory } from './pglite/pgliteFiles.ts';
import { PgliteSession } from './pglite/pgliteSession.ts';
import { rewriteFiles } from './pglite/rewriteFiles.ts';
import type { PostgresOptions } from './postgres/openPostgres.ts';
import { pgliteDialect } from './postgresDialects.ts';
import { type OnStatement, statementLog } from './statementLog.ts';

export interface PgliteOptions {
  readonly type: 'pglite';
  /** Folder for the files, made when it is missing; `memory`: nothing outlives the process. */
  readonly directory: string;
  /** Milliseconds that a statement waits for its turn. */
  readonly wait?: number;
  /** Watchers of the lists are notified of changes. */
  readonly listHints?: boolean;
  /** Absent: the gallery does without. */
  readonly vectorIndex?: VectorIndexOptions | undefined;
  /** Told of each statement that was answered. */
  readonly onStatement?: OnStatement | undefined;
}

export type StoreOptions = PgliteOptions | PostgresOptions | OracleOptions;

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
      const { openPostgres } = await import('./postgres/openPostgres.ts');
      const database = await openPostgres(options, log);
      const openSnapshot = async () => (await import('../store/snapshot/readSnapshot.ts')).readSnapshot(database);
      return { ...database, openSnapshot };
    }
    case 'oracle': {
      const [{ openOracle }, { loadOracleClient }] = await Promise.all([
        import('./oracle/openOracle.ts'),
        import('./oracle/oracleClient.ts'),
      ]);
      return openOracle(options, await loadOracleClient(), log);
    }
  }
}

async function openPglite(
  { directory, listHints, onStatement, wait = DEFAULT_WAIT }: PgliteOptions,
  log: StoreLog,
): Promise<OpenDatabase> {
  const hints = listHints ? createLocalListHints() : undefined;
  if (directory === 'memory')
    return { ...withSession(new PgliteSession(await openInMemory(), new LogSync(), wait), onStatement), hints };
  const lock = await lockDirectory(directory);
  try {
    const logSync = new LogSync();
    const session = new PgliteSession(await openInDirectory(directory, log, logSync), logSync, wait);
    const openSnapshot = async () => {
      const [{ copyDatabase }, { openThreadSnapshot }] = await Promise.all([
        import('./pglite/snapshot/copyDatabase.ts'),
        import('./pglite/snapshot/threadSnapshot.ts'),
      ]);
      const copy = await copyDatabase(session, directory);
      return openThreadSnapshot(copy, () => rm(copy, { recursive: true, force: true }));
    };
    return { ...withSession(session, onStatement, lock), hints, openSnapshot };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function withSession(session: PgliteSession, onStatement: OnStatement | undefined, lock?: DirectoryLock): OpenDatabase {
  const callers = new CallerScope();
  const db = new Kysely<Database>({ dialect: pgliteKyselyDialect(session, callers), ...statementLog(onStatement) });
  return {
    db,
    rewriteFiles: () => rewriteFiles(db),
    callers,
    dialect: pgliteDialect,
    exclusive: true,
    isServing: () => !session.isBroken,
    needsRestart: () => session.isBroken,
    hostChanges: () => 0,
    pools: () => [session.status],
    close: () => session.close().finally(() => lock?.release()),
  };
}

import { join } from 'node:path';
import { openDatabase as openAsIs, type StoreOptions } from '../databases/openDatabase.ts';
import { openStore } from '../databases/openStore.ts';
import type { OnStatement } from '../databases/statementLog.ts';
import { passwordFromFile } from '../failover/postgres/password.ts';
import type { HeldKeyRing } from '../sealing/keys/heldKeyRing.ts';
import { openSealing } from '../sealing/openSealing.ts';
import type { Settings } from '../settings/schema.ts';
import type { OpenDatabase } from '../store/ports/openDatabase.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';
import type { Store } from '../store/store.ts';
import { openKeyRing } from './encryption/keyRing.ts';
import { makeDataFolder } from './folders.ts';

/** The server's own limit comes first: its error says more than a time-out on this side. */
const SERVER_FIRST_SECONDS = 5;

export interface DatabaseOpening {
  /** PGlite keeps everything in memory. */
  readonly inMemory?: boolean;
  /** Where the password stands that is valid now; it may change while the service runs. */
  readonly passwordFile?: string | undefined;
  /** The master keys, where they may change while the service runs; else the settings name them. */
  readonly keyRing?: Promise<HeldKeyRing | undefined>;
  /** Told of each statement that was answered. */
  readonly onStatement?: OnStatement | undefined;
}

/**
 * Opens the database that the settings name and brings its schema up to date.
 * @throws StoreRefused
 */
export async function openDatabase(
  settings: Settings,
  log: StoreLog,
  { inMemory = false, passwordFile, keyRing, onStatement }: DatabaseOpening = {},
): Promise<Store> {
  const ring = await (keyRing ?? openKeyRing(settings));
  if (settings.DB_TYPE === 'pglite' && !inMemory) await makeDataFolder(settings.DATA_DIR);
  return openStore({ ...storeOptions(settings, inMemory, passwordFile), onStatement }, log, (rows, hasAccounts) =>
    openSealing(rows, { ring, hasAccounts, log }),
  );
}

/**
 * Opens the database that the settings name and leaves it as it is.
 * @throws StoreRefused
 */
export async function openDatabaseAsIs(settings: Settings, log: StoreLog): Promise<OpenDatabase> {
  if (settings.DB_TYPE === 'pglite') await makeDataFolder(settings.DATA_DIR);
  return openAsIs(storeOptions(settings, false, undefined), log);
}

function storeOptions(settings: Settings, inMemory: boolean, passwordFile: string | undefined): StoreOptions {
  const vectorIndex =
    settings.GALLERY_ENGINE === 'pgvector'
      ? { type: settings.PGVECTOR_TYPE, partitions: settings.PGVECTOR_PARTITIONS }
      : undefined;
  if (settings.DB_TYPE === 'pglite') {
    const directory = inMemory ? 'memory' : join(settings.DATA_DIR, 'database');
    const wait = settings.DB_WAIT_SECONDS * 1000;
    return { type: 'pglite', directory, wait, listHints: settings.GALLERY_NOTIFY, vectorIndex };
  }
  if (settings.DB_TYPE === 'oracle') return oracleOptions(settings, passwordFile);
  return {
    ...serverOptions(settings, passwordFile),
    type: 'postgres',
    database: settings.DB_NAME,
    queryTimeout:
      (settings.DB_QUERY_TIMEOUT_SECONDS || settings.DB_STATEMENT_TIMEOUT_SECONDS + SERVER_FIRST_SECONDS) * 1000,
    sslMode: settings.DB_SSLMODE,
    prepared: settings.DB_PREPARED,
    loadFromStandby: settings.DB_LOAD_FROM_STANDBY,
    listHints: settings.GALLERY_NOTIFY,
    vectorIndex,
  };
}

/** How an Oracle server is connected to. */
export function oracleOptions(settings: Settings, passwordFile?: string): Extract<StoreOptions, { type: 'oracle' }> {
  const { DB_NAME: name, DB_SSLMODE: tls } = settings;
  return { ...serverOptions(settings, passwordFile), type: 'oracle', name, tls };
}

function serverOptions(settings: Settings, passwordFile: string | undefined) {
  return {
    dsn: settings.DB_DSN,
    host: settings.DB_HOST,
    port: settings.DB_PORT,
    user: settings.DB_USER,
    password: passwordFile === undefined ? settings.DB_PASSWORD : passwordFromFile(passwordFile),
    poolSize: settings.DB_CONNECTION_POOL_SIZE,
    connectTimeout: settings.DB_CONNECT_TIMEOUT_SECONDS * 1000,
    statementTimeout: settings.DB_STATEMENT_TIMEOUT_SECONDS * 1000,
    wait: settings.DB_WAIT_SECONDS * 1000,
    attempts: settings.DB_RECONNECT_ATTEMPTS,
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase, type StoreOptions } from '../../../../src/databases/openDatabase.ts';
import { newId } from '../../../../src/domain/ids.ts';
import type { OpenDatabase } from '../../../../src/store/ports/openDatabase.ts';
import { SILENT_LOG } from '../../../../src/store/sql/storeLog.ts';

/** A database of its own for one suite. */
export interface TestDatabase {
  readonly options: StoreOptions;
  remove(): Promise<void>;
}

export interface DatabaseKind {
  readonly name: string;
  create(): Promise<TestDatabase>;
}

async function pgliteInDirectory(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'store-test-'));
  return {
    options: { type: 'pglite', directory },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** A fresh database on the server of the URL, whose role may create databases. */
export async function postgresAt(url: string): Promise<TestDatabase> {
  const name = `store_test_${newId().slice(0, 8)}`;
  const administrator = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administrator(`create database ${name}`);
  const { hostname, port, username, password } = new URL(url);
  return {
    options: {
      type: 'postgres',
      host: hostname,
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: name,
      poolSize: 8,
    },
    remove: () => administrator(`drop database ${name} with (force)`),
  };
}

const serverUrl = process.env.TEST_POSTGRES_URL;

/** A new database without any table: an embedded one comes with all of them. */
export async function openWithoutTables(options: StoreOptions): Promise<OpenDatabase> {
  const open = await openDatabase(options, SILENT_LOG);
  if (options.type === 'pglite') {
    await sql`drop schema public cascade`.execute(open.db);
    await sql`create schema public`.execute(open.db);
  }
  return open;
}

/** Every database that the contract is tested on; a Postgres server only where `TEST_POSTGRES_URL` names one. */
export const DATABASES: readonly DatabaseKind[] = [
  {
    name: 'PGlite in memory',
    create: async () => ({ options: { type: 'pglite', directory: 'memory' }, remove: async () => undefined }),
  },
  { name: 'PGlite in a directory', create: pgliteInDirectory },
  ...(serverUrl ? [{ name: 'Postgres', create: () => postgresAt(serverUrl) }] : []),
];

/** A database in memory cannot be opened a second time. */
export const LASTING_DATABASES = DATABASES.filter(({ name }) => name !== 'PGlite in memory');

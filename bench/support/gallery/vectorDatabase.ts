import type { StoreOptions } from '../../../src/databases/openDatabase.ts';
import { installPostgres } from '../../../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, USER } from '../../../test/support/postgres/postgresServer.ts';
import { startServer } from '../../../test/support/postgres/replicatedPair.ts';

/** As pgvector wants it, docs/pgvector.md; writes reach the disk. */
const SETTINGS = { shared_buffers: '2GB', maintenance_work_mem: '1GB', max_wal_size: '8GB', fsync: 'on' };
/** A graph over what is there takes minutes. */
const TIMEOUT = 3_600_000;

export interface VectorDatabase {
  readonly options: StoreOptions;
  remove(): Promise<void>;
}

/** A database that may be filled, of a server with pgvector. */
export function postgresOf(dsn: string): StoreOptions {
  const login = { host: '127.0.0.1', port: 5432, user: USER, password: PASSWORD, database: DATABASE };
  return { type: 'postgres', dsn, ...login, poolSize: 4, statementTimeout: TIMEOUT, queryTimeout: TIMEOUT };
}

/** On a server of its own whose programs POSTGRES_BIN names, or the embedded one. */
export async function provideVectorDatabase(): Promise<VectorDatabase> {
  if (!process.env.POSTGRES_BIN) {
    console.error('neither --url nor POSTGRES_BIN: the figures are those of PGlite, one WebAssembly thread');
    return { options: { type: 'pglite', directory: 'memory' }, remove: async () => {} };
  }
  const installation = await installPostgres();
  const server = await startServer(installation, 'vectors', SETTINGS);
  await server.query('create extension vector', DATABASE);
  return {
    options: postgresOf(`${USER}:${PASSWORD}@127.0.0.1:${server.port}/${DATABASE}`),
    remove: async () => {
      await server.destroy();
      await installation.remove();
    },
  };
}

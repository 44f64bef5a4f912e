import { installPostgres } from '../../support/postgres/installPostgres.ts';
import { PASSWORD, type PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';

/** Where the servers under test keep their data. */
export interface Databases {
  /** Settings of a server that is to have a database of its own. */
  create(name: string): Promise<Readonly<Record<string, string>>>;
  remove(): Promise<void>;
}

/** On a Postgres server whose programs POSTGRES_BIN names; without it each server has its embedded one. */
export async function provideDatabases(): Promise<Databases> {
  if (!process.env.POSTGRES_BIN) return { create: async () => ({}), remove: async () => {} };
  const installation = await installPostgres();
  const postgres = await startServer(installation, 'acceptance');
  return {
    create: async (name) => {
      await postgres.query(`create database ${name} owner ${USER}`);
      await createVector(postgres, name);
      return { DB_TYPE: 'postgres', DB_DSN: `${USER}:${PASSWORD}@127.0.0.1:${postgres.port}/${name}` };
    },
    remove: async () => {
      await postgres.destroy();
      await installation.remove();
    },
  };
}

/** pgvector where the server has it: the role of the service may not. */
async function createVector(postgres: PostgresServer, database: string): Promise<void> {
  const available = `select 1 from pg_available_extensions where name = 'vector'`;
  if ((await postgres.query(available)).length > 0) await postgres.query('create extension vector', database);
}

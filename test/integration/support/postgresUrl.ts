import { installPostgres } from '../../support/postgres/installPostgres.ts';
import { PostgresServer } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';
import { installVectorStandIn } from '../../support/postgres/vectorStandIn.ts';

/**
 * One Postgres server for all integration suites, unless `TEST_POSTGRES_URL` names another one: what the embedded
 * database passes must also hold where transactions run side by side. `TEST_INSTALLED_VECTOR` tells them what such
 * servers have of pgvector, `TEST_POSTGRES_BIN` where the programs are, `TEST_POSTGRES_CLUSTER` where an empty cluster is: files that
 * start servers of their own neither copy programs nor make clusters.
 */
export default async function providePostgres(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_POSTGRES_URL) return undefined;
  const installation = await installPostgres();
  process.env.TEST_POSTGRES_BIN = installation.bin;
  const standIn = await installVectorStandIn(installation);
  process.env.TEST_POSTGRES_CLUSTER = (await PostgresServer.create(installation, 'empty')).data;
  const server = await startServer(installation, 'stores');
  process.env.TEST_POSTGRES_URL = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
  process.env.TEST_INSTALLED_VECTOR = standIn ? 'stand-in' : (await hasVector(server)) ? 'extension' : '';
  return async () => {
    delete process.env.TEST_POSTGRES_CLUSTER;
    await server.destroy();
    await installation.remove();
  };
}

async function hasVector(server: PostgresServer): Promise<boolean> {
  const found = await server.query(`select 1 from pg_available_extensions where name = 'vector'`);
  return found.length > 0;
}

import { installPostgres } from '../../support/postgres/installPostgres.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';
import { installVectorStandIn } from '../../support/postgres/vectorStandIn.ts';

/**
 * One Postgres server for all integration suites, unless `TEST_POSTGRES_URL` names another one: what the embedded
 * database passes must also hold where transactions run side by side.
 */
export default async function providePostgres(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_POSTGRES_URL) return undefined;
  const installation = await installPostgres();
  process.env.TEST_VECTOR_STAND_IN = (await installVectorStandIn(installation)) ? '1' : '';
  const server = await startServer(installation, 'stores');
  process.env.TEST_POSTGRES_URL = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
  return async () => {
    await server.destroy();
    await installation.remove();
  };
}

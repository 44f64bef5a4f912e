import { installPostgres } from '../../test/support/postgres/installPostgres.ts';
import { PASSWORD, USER } from '../../test/support/postgres/postgresServer.ts';
import { startServer as startPostgres } from '../../test/support/postgres/replicatedPair.ts';

/** Settings of a fresh database, by a name. */
export type Database = (name: string) => Promise<Readonly<Record<string, string>>>;

/**
 * Runs the work on the embedded database and on Postgres; passes over Postgres, and says so, where its programs are missing.
 * @param only `pglite` or `postgres` where one is wanted
 */
export async function onEachDatabase(
  work: (engine: string, database: Database) => Promise<void>,
  only?: string,
): Promise<void> {
  if (only !== 'postgres') await work('PGlite', async () => ({}));
  if (only === 'pglite') return;
  const installation = await installPostgres().catch((error: unknown) => {
    console.warn(`no programs of Postgres, so PGlite only: ${String(error)}`);
    return undefined;
  });
  if (!installation) return;
  const postgres = await startPostgres(installation, 'compared');
  try {
    await work('Postgres', async (name) => {
      await postgres.query(`create database side_${name} owner ${USER}`);
      const dsn = `${USER}:${PASSWORD}@127.0.0.1:${postgres.port}/side_${name}`;
      return { DB_TYPE: 'postgres', DB_DSN: dsn };
    });
  } finally {
    await postgres.destroy();
    await installation.remove();
  }
}

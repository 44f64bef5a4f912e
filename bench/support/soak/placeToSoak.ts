import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPostgres } from '../../../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, USER } from '../../../test/support/postgres/postgresServer.ts';
import { startServer as startPostgres } from '../../../test/support/postgres/replicatedPair.ts';

/** Where a server under a soak keeps everything. */
export interface SoakPlace {
  /** Its settings, and those of commands beside it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where its portraits are files. */
  readonly dataDir: string;
  /** The files of its database. */
  readonly database: string;
  remove(): Promise<void>;
}

/** A fresh folder with the embedded database to come, or beside a Postgres server that was made for it. */
export async function makeSoakPlace(onPostgres: boolean): Promise<SoakPlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'luna-bench-soak-'));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  if (!onPostgres) {
    const database = join(dataDir, 'database', 'pgdata');
    return { settings: { DATA_DIR: dataDir }, dataDir, database, remove: removeFolder };
  }
  const installation = await installPostgres();
  const postgres = await startPostgres(installation, 'soak', { fsync: 'on' });
  return {
    settings: {
      DATA_DIR: dataDir,
      DB_TYPE: 'postgres',
      DB_DSN: `${USER}:${PASSWORD}@127.0.0.1:${postgres.port}/${DATABASE}`,
      // Counted in the end.
      PORTRAIT_STORE: 'files',
    },
    dataDir,
    database: postgres.data,
    remove: async () => {
      await postgres.destroy();
      await installation.remove();
      await removeFolder();
    },
  };
}

import { createStore } from '../store/createStore.ts';
import { requireSchema } from '../store/drift/requireSchema.ts';
import { migrate } from '../store/migrations/migrate.ts';
import { openVectorIndex } from '../store/pgvector/openVectorIndex.ts';
import { SILENT_LOG, type StoreLog } from '../store/sql/storeLog.ts';
import type { Store } from '../store/store.ts';
import { openDatabase, type StoreOptions } from './openDatabase.ts';

/**
 * Opens the database, brings its schema up to date and gives the stores on it. The first start on an empty PGlite
 * directory makes the database and takes seconds, later ones a few hundred milliseconds.
 * @throws StoreRefused with one sentence for the operator: directory in use or unusable, server out of reach, schema newer
 *   than this program
 */
export async function openStore(options: StoreOptions, log: StoreLog = SILENT_LOG): Promise<Store> {
  const database = await openDatabase(options, log);
  try {
    await migrate(database.db, database.dialect, {
      onApply: (migration) => log.info({ migration }, 'database: migrating'),
    });
    await requireSchema(database, log);
    if (options.type === 'oracle' || !options.vectorIndex) return createStore(database, undefined, log);
    const { listIndex, vectorIndex } = await openVectorIndex(database, options.vectorIndex);
    return createStore({ ...database, listIndex }, vectorIndex, log);
  } catch (error) {
    await database.close();
    throw error;
  }
}

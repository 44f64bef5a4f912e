import { createIdempotencyKeyStore } from '../store/accounts/idempotencyKeyStore.ts';
import { createStore } from '../store/createStore.ts';
import { requireSchema } from '../store/drift/requireSchema.ts';
import { createEncryptionRows } from '../store/encryption/encryptionRows.ts';
import { migrate } from '../store/migrations/migrate.ts';
import { openVectorIndex } from '../store/pgvector/openVectorIndex.ts';
import type { OpenSealing } from '../store/ports/encryption/sealing.ts';
import type { OpenDatabase } from '../store/ports/openDatabase.ts';
import { SILENT_LOG, type StoreLog } from '../store/sql/storeLog.ts';
import type { Store } from '../store/store.ts';
import { openDatabase, type StoreOptions } from './openDatabase.ts';

/**
 * Opens the database, brings its schema up to date and gives the stores on it. The first start on an empty PGlite
 * directory makes the database and takes seconds, later ones a few hundred milliseconds.
 * @param openSealing absent: what is stored is neither sealed nor opened
 * @throws StoreRefused with one sentence for the operator: directory in use or unusable, server out of reach, schema newer
 *   than this program
 */
export async function openStore(
  options: StoreOptions,
  log: StoreLog = SILENT_LOG,
  openSealing?: OpenSealing,
): Promise<Store> {
  const opened = await openDatabase(options, log);
  let database = opened;
  try {
    await migrate(database.db, database.dialect, {
      onApply: (migration) => log.info({ migration }, 'database: migrating'),
    });
    await requireSchema(database, log);
    const rows = createEncryptionRows(opened);
    database = { ...opened, sealing: await openSealing?.(rows, () => hasAccounts(opened)) };
    // A process that was killed left them, and nobody would get on with their work for two minutes.
    if (opened.exclusive) await createIdempotencyKeyStore(opened).releaseAll();
    if (options.type === 'oracle' || !options.vectorIndex) return createStore(database, undefined, log);
    const { listIndex, vectorIndex } = await openVectorIndex(database, options.vectorIndex);
    return createStore({ ...database, listIndex }, vectorIndex, log);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function hasAccounts({ db }: OpenDatabase): Promise<boolean> {
  return (await db.selectFrom('account').select('account_id').limit(1).executeTakeFirst()) !== undefined;
}

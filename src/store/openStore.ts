import { createAccountStore } from './accounts.ts';
import { atomically, type StoreContext } from './context.ts';
import { createDescriptorModelStore } from './descriptorModels.ts';
import { createDescriptorStore } from './descriptors.ts';
import { checkSchema } from './drift/checkSchema.ts';
import { requireSchema } from './drift/requireSchema.ts';
import { createErasureStore } from './erasure.ts';
import { createGalleryFeed } from './galleryFeed.ts';
import { createGarbageStore } from './garbage.ts';
import { createHandlerStore } from './handlers.ts';
import { createIdempotencyKeyStore } from './idempotencyKeys.ts';
import { createInvitationStore } from './invitations.ts';
import { KeyedWrites } from './keyedWrites.ts';
import { createListReader } from './listReader.ts';
import { createListStore } from './lists.ts';
import { migrate } from './migrations/migrate.ts';
import { type OpenDatabase, openDatabase, type StoreOptions } from './openDatabase.ts';
import { createPersonStore } from './persons.ts';
import { openVectorIndex } from './pgvector/openVectorIndex.ts';
import { createPortraitImageStore } from './portraitImages.ts';
import { createPortraitPlaceStore } from './portraitPlace.ts';
import { createRetentionStore } from './retention.ts';
import type { Store, Stores } from './store.ts';
import type { StoreLog } from './storeLog.ts';
import { createTokenStore } from './tokens.ts';
import type { VectorIndex } from './vectorIndex.ts';
import { probeWrite } from './writeProbe.ts';

const SILENT: StoreLog = { info: () => undefined, warn: () => undefined };

/**
 * Opens the database, brings its schema up to date and gives the stores on it. The first start on an empty PGlite
 * directory makes the database and takes seconds, later ones a few hundred milliseconds.
 * @throws StoreRefused with one sentence for the operator: directory in use or unusable, server out of reach, schema newer
 *   than this program
 */
export async function openStore(options: StoreOptions, log: StoreLog = SILENT): Promise<Store> {
  const database = await openDatabase(options, log);
  try {
    await migrate(database.db, database.dialect, {
      onApply: (migration) => log.info({ migration }, 'database: migrating'),
    });
    await requireSchema(database, log);
    if (options.type === 'oracle' || !options.vectorIndex) return createStore(database, undefined, log);
    const { context, vectorIndex } = await openVectorIndex(database, options.vectorIndex);
    return createStore({ ...database, ...context }, vectorIndex, log);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The stores on a database whose schema is up to date. */
export function createStore(database: OpenDatabase, vectorIndex?: VectorIndex, log: StoreLog = SILENT): Store {
  const { db, dialect, exclusive, hints, callers } = database;
  const context: StoreContext = { db, dialect, hints, callers };
  const stores = createStores(context);
  const keyed = new KeyedWrites();
  return {
    ...stores,
    exclusive,
    galleryFeed: createGalleryFeed(context, log, () => database.standby?.()),
    listReader: createListReader(context),
    vectorIndex,
    descriptorModels: createDescriptorModelStore(context),
    garbage: createGarbageStore(context),
    retention: createRetentionStore(context),
    portraitPlace: createPortraitPlaceStore(context),
    portraitImages: createPortraitImageStore(context),
    idempotencyKeys: createIdempotencyKeyStore(context),
    beginFor: (caller, work) => database.callers.begin(caller, work),
    withKey: (run, work) => keyed.within(run, work),
    write: (work) => (keyed.isOpen ? keyed.transaction(context, (tx) => work(createStores(tx))) : work(stores)),
    repeatable: (work) => atomically(context, (tx) => work(createStores(tx))),
    transaction: (work) => keyed.transaction(context, (tx) => work(createStores(tx))),
    watchLists: (watcher) => hints?.watch(watcher),
    isServing: () => database.isServing(),
    needsRestart: () => database.needsRestart(),
    hostChanges: () => database.hostChanges(),
    async ping() {
      await dialect.ping.execute(db);
    },
    async now() {
      // Any table that has a row: Oracle of before 23 selects nothing without one.
      const one = db.selectFrom('schema_migration').select(dialect.utcNowRead.as('now')).limit(1);
      return (await one.executeTakeFirstOrThrow()).now;
    },
    openSnapshot: database.openSnapshot,
    checkSchema: () => checkSchema(context),
    probeWrite: () => probeWrite(context),
    close: () => database.close(),
  };
}

function createStores(context: StoreContext): Stores {
  return {
    accounts: createAccountStore(context),
    tokens: createTokenStore(context),
    invitations: createInvitationStore(context),
    persons: createPersonStore(context),
    descriptors: createDescriptorStore(context),
    lists: createListStore(context),
    handlers: createHandlerStore(context),
    erasure: createErasureStore(context),
  };
}

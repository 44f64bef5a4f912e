import { createAccountStore } from './accounts/accountStore.ts';
import { createHandlerStore } from './accounts/handlerStore.ts';
import { createIdempotencyKeyStore } from './accounts/idempotencyKeyStore.ts';
import { createInvitationStore } from './accounts/invitationStore.ts';
import { KeyedWrites } from './accounts/keyedWrites.ts';
import { createRetentionStore } from './accounts/retentionStore.ts';
import { createTokenStore } from './accounts/tokenStore.ts';
import { createAuditLogStore } from './audit/auditLog.ts';
import { checkSchema } from './drift/checkSchema.ts';
import { createEncryptionStore } from './encryption/encryptionStore.ts';
import { createSealer } from './encryption/sealer.ts';
import { createGalleryFeed } from './lists/galleryFeed.ts';
import { createListReader } from './lists/listReader.ts';
import { createListStore } from './lists/listStore.ts';
import { createModelVectorStore } from './models/modelVectorStore.ts';
import { createDescriptorModelStore } from './people/descriptorModelStore.ts';
import { createDescriptorStore } from './people/descriptorStore.ts';
import { createErasureStore } from './people/erasureStore.ts';
import { createGarbageStore } from './people/garbageStore.ts';
import { createPersonStore } from './people/personStore.ts';
import { createPersonSearch } from './people/textSearch.ts';
import type { VectorIndex } from './pgvector/vectorIndex.ts';
import { createPortraitImageStore } from './portraits/portraitImageStore.ts';
import { createPortraitPlaceStore } from './portraits/portraitPlaceStore.ts';
import type { StoreContext, WorkingModel } from './ports/dialect.ts';

import type { OpenDatabase } from './ports/openDatabase.ts';
import { createReviewStore } from './review/review.ts';
import { createReviewRunStore } from './review/reviewRuns.ts';
import { atomically } from './sql/context.ts';
import { SILENT_LOG, type StoreLog } from './sql/storeLog.ts';
import { probeWrite } from './sql/writeProbe.ts';
import type { Store, Stores } from './store.ts';

/** The stores on a database whose schema is up to date. */
export function createStore(database: OpenDatabase, vectorIndex?: VectorIndex, log: StoreLog = SILENT_LOG): Store {
  const { db, dialect, exclusive, listIndex, hints, callers, streamList, sealing } = database;
  const workingModel: WorkingModel = { id: undefined };
  const context: StoreContext = { db, dialect, listIndex, hints, callers, workingModel, sealing };
  const stores = createStores(context);
  const keyed = new KeyedWrites();
  return {
    ...stores,
    exclusive,
    galleryFeed: createGalleryFeed(context, { log, streamList, standby: () => database.standby?.() }),
    listReader: createListReader(context),
    vectorIndex,
    personSearch: createPersonSearch(context),
    reviewRuns: createReviewRunStore(context),
    descriptorModels: createDescriptorModelStore(context),
    modelVectors: createModelVectorStore(context),
    workIn(modelId) {
      workingModel.id = modelId;
    },
    garbage: createGarbageStore(context),
    retention: createRetentionStore(context),
    portraitPlace: createPortraitPlaceStore(context),
    portraitImages: createPortraitImageStore(context),
    idempotencyKeys: createIdempotencyKeyStore(context),
    auditLog: createAuditLogStore(context),
    encryption: createEncryptionStore(context),
    sealer: sealing && createSealer(context, sealing),
    beginFor: (caller, work) => database.callers.begin(caller, work),
    withKey: (run, work) => keyed.within(run, work),
    write: (work) => (keyed.isOpen ? keyed.transaction(context, (tx) => work(createStores(tx))) : work(stores)),
    repeatable: (work) => atomically(context, (tx) => work(createStores(tx))),
    transaction: (work) => keyed.transaction(context, (tx) => work(createStores(tx))),
    watchLists: (watcher) => hints?.watch(watcher),
    isServing: () => database.isServing(),
    needsRestart: () => database.needsRestart(),
    hostChanges: () => database.hostChanges(),
    pools: () => database.pools(),
    async ping() {
      await dialect.ping.execute(db);
    },
    async now() {
      // Any table that has a row: Oracle of before 23 selects nothing without one.
      const one = db.selectFrom('schema_migration').select(dialect.utcNowRead.as('now')).limit(1);
      return (await one.executeTakeFirstOrThrow()).now;
    },
    openSnapshot: database.openSnapshot,
    rewriteFiles: database.rewriteFiles,
    checkSchema: () => checkSchema(context),
    probeWrite: () => probeWrite(context),
    close: () => database.close().finally(() => sealing?.close()),
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
    review: createReviewStore(context),
  };
}

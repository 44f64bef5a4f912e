import type { BeginFor } from '../domain/caller.ts';
import type { Timestamp } from '../domain/time.ts';
import type { IdempotencyKeyStore } from './accounts/idempotencyKeyStore.ts';
import type { InvitationStore } from './accounts/invitationStore.ts';
import type { KeyedRun } from './accounts/keyedWrites.ts';
import type { GalleryFeed, ListReader } from './lists/listFeed.ts';
import type { ListWatch, ListWatcher } from './lists/listHints.ts';
import type { DescriptorModelStore } from './people/descriptorModelStore.ts';
import type { VectorIndex } from './pgvector/vectorIndex.ts';
import type { AccountStore, TokenStore } from './ports/accounts.ts';
import type { DescriptorStore } from './ports/descriptors.ts';
import type { EncryptionStore } from './ports/encryption/encryptionStore.ts';
import type { Sealer } from './ports/encryption/sealing.ts';
import type { HandlerStore } from './ports/handlers.ts';
import type { ListStore } from './ports/lists.ts';
import type { ModelVectorStore } from './ports/modelVectors.ts';
import type { PoolStatus } from './ports/openDatabase.ts';
import type { PersonSearchStore } from './ports/personSearch.ts';
import type { PersonStore } from './ports/persons.ts';
import type { PortraitImageStore, PortraitPlaceStore } from './ports/portraits.ts';
import type { ReviewStore } from './ports/review/review.ts';
import type { ReviewRunStore } from './ports/review/reviewRuns.ts';
import type { AuditLogStore } from './ports/upkeep/auditLog.ts';
import type { ErasureStore } from './ports/upkeep/erasure.ts';
import type { GarbageStore } from './ports/upkeep/garbage.ts';
import type { RetentionStore } from './ports/upkeep/retention.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

/** What differs between the tables that there are and those that the migrations of this version make. */
export interface SchemaReport {
  /** Names of migrations that the database has seen. */
  readonly applied: readonly string[];
  /** Names of migrations that are to come. */
  readonly pending: readonly string[];
  /** One line a difference. */
  readonly drift: readonly string[];
}

/** The stores as one transaction or one request sees them. */
export interface Stores {
  readonly accounts: AccountStore;
  readonly tokens: TokenStore;
  readonly invitations: InvitationStore;
  readonly persons: PersonStore;
  readonly descriptors: DescriptorStore;
  readonly lists: ListStore;
  readonly handlers: HandlerStore;
  readonly erasure: ErasureStore;
  readonly review: ReviewStore;
}

export interface Store extends Stores {
  /** True when no other process can write to this database, so that what was read may be remembered until written here. */
  readonly exclusive: boolean;
  readonly galleryFeed: GalleryFeed;
  readonly listReader: ListReader;
  /** Present when it was asked for at the opening. */
  readonly vectorIndex: VectorIndex | undefined;
  readonly personSearch: PersonSearchStore;
  readonly reviewRuns: ReviewRunStore;
  readonly descriptorModels: DescriptorModelStore;
  readonly modelVectors: ModelVectorStore;
  /** Says in which model this process works: of a descriptor with several vectors reads give that one from now on. */
  workIn(modelId: string): void;
  readonly garbage: GarbageStore;
  readonly retention: RetentionStore;
  readonly portraitPlace: PortraitPlaceStore;
  readonly portraitImages: PortraitImageStore;
  readonly idempotencyKeys: IdempotencyKeyStore;
  readonly auditLog: AuditLogStore;
  readonly encryption: EncryptionStore;
  /** Undefined where no keys are set. */
  readonly sealer: Sealer | undefined;
  readonly beginFor: BeginFor;
  /**
   * Writes within the work are done once for its key: `transaction` and `write` note what they returned, one after the other.
   * A later attempt must come by the same ones in the same order, whatever the database holds by then.
   */
  withKey<Result>(run: KeyedRun, work: () => Promise<Result>): Promise<Result>;
  /** One statement that changes something; a transaction where it must be noted. Its result must survive JSON. */
  write<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /**
   * Commits when `work` resolves, rolls back when it throws; the error passes through unchanged. Its result must survive
   * JSON where a request with a key may come here.
   */
  transaction<Result>(work: (tx: Stores) => Promise<Result>): Promise<Result>;
  /** As `transaction`, but a later attempt of a request with a key does it again: for what does no harm twice. */
  repeatable<Result>(work: (tx: Stores) => Promise<Result>): Promise<Result>;
  /** Hints of changed lists; undefined where there are none: then only to ask helps. */
  watchLists(watcher: ListWatcher): ListWatch | undefined;
  /** Grows each time that a pool is opened on a host, which may lack what the one before had. */
  hostChanges(): number;
  /** The pools of connections, for monitoring. */
  pools(): readonly PoolStatus[];
  /** False while no host of the database is in use: a request must now wait for one. */
  isServing(): boolean;
  /** Only a restart of the process makes the database answer again: the embedded one after its disk refused a write. */
  needsRestart(): boolean;
  /** See `Snapshot`; undefined where there is no way to read it beside others: Oracle, PGlite in memory. */
  readonly openSnapshot: (() => Promise<Snapshot>) | undefined;
  /** Rewrites the files of the database, so that nothing of former rows is left in them; undefined on servers. Requests wait. */
  readonly rewriteFiles: (() => Promise<void>) | undefined;
  /** Compares the tables with what the migrations of this version make; reads only. @throws Unavailable */
  checkSchema(): Promise<SchemaReport>;
  /** Answers when the database does. @throws Unavailable */
  ping(): Promise<void>;
  /** The database's clock, in UTC. @throws Unavailable */
  now(): Promise<Timestamp>;
  /**
   * Resolves when the database has taken a row of some kilobytes, taken it back, and acknowledged both.
   * @throws Unavailable and what else a write fails with
   */
  probeWrite(): Promise<void>;
  close(): Promise<void>;
}

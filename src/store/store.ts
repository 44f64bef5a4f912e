import type { BeginFor } from '../domain/caller.ts';
import type { ListKind } from '../domain/errors.ts';
import type { HandlerKind } from '../domain/handlerKind.ts';
import type { AccountId, DescriptorId, HandlerId, ListId, PersonId, TokenId } from '../domain/ids.ts';
import type { Timestamp } from '../domain/time.ts';
import type { DescriptorModelStore } from './descriptorModels.ts';
import type { IdempotencyKeyStore } from './idempotencyKeys.ts';
import type { InvitationStore } from './invitations.ts';
import type { KeyedRun } from './keyedWrites.ts';
import type { GalleryFeed, ListReader, StoredVector } from './listFeed.ts';
import type { ListWatch, ListWatcher } from './listHints.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { VectorIndex } from './vectorIndex.ts';

/** `page` from 1, `size` 1..100 (contract 00 §8); already clamped. */
export interface Page {
  readonly page: number;
  readonly size: number;
}

/** One page, newest first, and the number of all that match. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly count: number;
}

export interface Account {
  readonly accountId: AccountId;
  readonly email: string;
  readonly organizationName: string;
  readonly passwordHash: string;
  readonly active: boolean;
  readonly createTime: Timestamp;
}

export interface Token {
  readonly tokenId: TokenId;
  readonly tokenData: string;
}

export interface Person {
  readonly personId: PersonId;
  readonly userData: string;
  readonly externalId: string | null;
  readonly createTime: Timestamp;
  /** Oldest link first. */
  readonly descriptors: readonly DescriptorId[];
  readonly lists: readonly ListId[];
}

export interface Descriptor {
  readonly descriptorId: DescriptorId;
  readonly createTime: Timestamp;
  /** Time of the last attach or detach; the creation time before any. */
  readonly lastUpdate: Timestamp;
  readonly personId: PersonId | null;
  /** Descriptors lists it is in. */
  readonly lists: readonly ListId[];
  readonly modelId: string;
  readonly hasPortrait: boolean;
}

export interface NewDescriptor {
  readonly descriptorId: DescriptorId;
  readonly createTime: Timestamp;
  readonly modelId: string;
  readonly vector: Float32Array;
  readonly hasPortrait: boolean;
}

export interface List {
  readonly listId: ListId;
  readonly kind: ListKind;
  readonly listData: string;
  readonly createTime: Timestamp;
  /** Grows by one with every committed change of what a search over the list can find. */
  readonly version: number;
}

export interface ListSummary {
  readonly listId: ListId;
  readonly listData: string;
  /** Persons or descriptors in the list. */
  readonly count: number;
}

/** One of an account's three handlers (contract 60). */
export interface Handler {
  readonly handlerId: HandlerId;
  readonly kind: HandlerKind;
  /** A JSON object; what it holds is for the rules to say. */
  readonly policies: Readonly<Record<string, unknown>>;
  /** From 1, grows by one with each change. */
  readonly version: number;
}

/**
 * Every method takes the account first: there is no look-up without it, but for authentication and for the gallery,
 * which works with ids that the caller has checked.
 */
export interface AccountStore {
  /** @throws Conflict('email-taken') */
  create(account: Account): Promise<void>;
  findByEmail(email: string): Promise<Account | undefined>;
  find(accountId: AccountId): Promise<Account | undefined>;
  /** Accounts whose e-mail contains the text, all when it is empty; for the administrator. */
  page(email: string, page: Page): Promise<Paged<Account>>;
  /** At most so many accounts, in the order of their ids, behind `after`: a walk that meets each once, whoever comes or goes. */
  idsAfter(after: AccountId | undefined, limit: number): Promise<readonly AccountId[]>;
  setPasswordHash(accountId: AccountId, passwordHash: string): Promise<void>;
  /** Compare and set. False when the hash is another one by now. */
  replacePasswordHash(accountId: AccountId, from: string, to: string): Promise<boolean>;
  setOrganizationName(accountId: AccountId, organizationName: string): Promise<void>;
  /** False when the account is unknown. */
  setActive(accountId: AccountId, active: boolean): Promise<boolean>;
  /** Persons, descriptors and descriptors owned by a person (contract 10 §3). */
  countObjects(accountId: AccountId): Promise<{ persons: number; descriptors: number; attachedDescriptors: number }>;
}

/** What tells a token from others: its id, and what the column `token` holds. What both mean is for the rules to say. */
export interface StoredToken {
  readonly tokenId: TokenId;
  readonly stored: string;
}

export interface TokenStore {
  /** @param token without `stored` its id stands there too */
  create(
    accountId: AccountId,
    token: Token & { readonly stored?: string; readonly createTime: Timestamp },
  ): Promise<void>;
  /** Tokens with one of these ids, each with its account. */
  withAccounts(
    tokenIds: readonly TokenId[],
  ): Promise<readonly { readonly account: Account; readonly token: Token; readonly stored: string }[]>;
  /** The one with one of these ids. */
  find(accountId: AccountId, tokenIds: readonly TokenId[]): Promise<Token | undefined>;
  page(accountId: AccountId, page: Page): Promise<Paged<Token>>;
  /** False when the token is unknown. */
  setData(accountId: AccountId, tokenIds: readonly TokenId[], tokenData: string): Promise<boolean>;
  /** Tokens of all accounts where the column `token` does not begin so, in the order of their ids. */
  notBeginning(prefix: string, limit: number): Promise<readonly StoredToken[]>;
  /** Gives a token another id and another content; nothing when there is none with that id. */
  replace(tokenId: TokenId, by: StoredToken): Promise<void>;
  /** Number of tokens that were deleted; unknown ids are passed over. */
  delete(accountId: AccountId, tokenIds: readonly TokenId[]): Promise<number>;
}

export interface PersonFilter {
  /** Substring, letter case counts; `%` and `_` have no special meaning. */
  readonly userData?: string | undefined;
  /** Exact. */
  readonly externalId?: string | undefined;
}

export interface PersonStore {
  create(
    accountId: AccountId,
    person: Pick<Person, 'personId' | 'userData' | 'externalId' | 'createTime'>,
  ): Promise<void>;
  find(accountId: AccountId, personId: PersonId): Promise<Person | undefined>;
  page(accountId: AccountId, filter: PersonFilter, page: Page): Promise<Paged<Person>>;
  /** Only given members change. False when the person is unknown. */
  update(
    accountId: AccountId,
    personId: PersonId,
    change: { userData?: string | undefined; externalId?: string | null | undefined },
  ): Promise<boolean>;
  /**
   * Locks the rows, in the order of their ids, until the transaction ends, and returns those that exist: attach, detach
   * and delete of one person follow each other. Rules lock by `core/lockMembers`, which keeps the order of the kinds.
   */
  lock(accountId: AccountId, personIds: readonly PersonId[]): Promise<ReadonlySet<PersonId>>;
  /** Deletes the person and its links to lists and descriptors; the descriptors stay. */
  delete(accountId: AccountId, personId: PersonId): Promise<void>;
  /** Those of the ids that exist. */
  existing(accountId: AccountId, personIds: readonly PersonId[]): Promise<ReadonlySet<PersonId>>;
  /** What a candidate shows of a person; unknown ids are absent. */
  summaries(
    accountId: AccountId,
    personIds: readonly PersonId[],
  ): Promise<ReadonlyMap<PersonId, { userData: string; externalId: string | null }>>;
  listsOf(accountId: AccountId, personId: PersonId): Promise<readonly ListId[]>;
  /** Lists that hold one of the persons, each with those that it holds; in no fixed order. */
  listsHolding(accountId: AccountId, personIds: readonly PersonId[]): Promise<ReadonlyMap<ListId, readonly PersonId[]>>;
  /** At most so many of the account's persons, in the order of their ids, behind `after`. */
  idsAfter(accountId: AccountId, after: PersonId | undefined, limit: number): Promise<readonly PersonId[]>;
  descriptorsOf(accountId: AccountId, personIds: readonly PersonId[]): Promise<readonly DescriptorId[]>;
  /** Owners of those of the descriptors that have one. */
  ownersOf(accountId: AccountId, descriptorIds: readonly DescriptorId[]): Promise<ReadonlyMap<DescriptorId, PersonId>>;
  /**
   * Gives the descriptor to the person.
   * @throws Conflict('descriptor-attached') when any person owns it, NotFound('descriptor') when the account has not both
   */
  linkDescriptor(accountId: AccountId, personId: PersonId, descriptorId: DescriptorId, at: Timestamp): Promise<void>;
  /** False when the person does not own it. */
  unlinkDescriptor(accountId: AccountId, personId: PersonId, descriptorId: DescriptorId): Promise<boolean>;
}

export interface DescriptorStore {
  createMany(accountId: AccountId, descriptors: readonly NewDescriptor[]): Promise<void>;
  find(accountId: AccountId, descriptorId: DescriptorId): Promise<Descriptor | undefined>;
  page(accountId: AccountId, page: Page): Promise<Paged<Descriptor>>;
  /** Locks the rows, in the order of their ids, until the transaction ends, and answers those that exist. */
  lock(accountId: AccountId, descriptorIds: readonly DescriptorId[]): Promise<ReadonlySet<DescriptorId>>;
  /** Sets the time of the last attach or detach. */
  touch(accountId: AccountId, descriptorIds: readonly DescriptorId[], at: Timestamp): Promise<void>;
  /** Those of the ids that exist. */
  existing(accountId: AccountId, descriptorIds: readonly DescriptorId[]): Promise<ReadonlySet<DescriptorId>>;
  listsOf(accountId: AccountId, descriptorId: DescriptorId): Promise<readonly ListId[]>;
  /** Lists that hold one of the descriptors, each with those that it holds; in no fixed order. */
  listsHolding(
    accountId: AccountId,
    descriptorIds: readonly DescriptorId[],
  ): Promise<ReadonlyMap<ListId, readonly DescriptorId[]>>;
  /** Vectors of those ids that exist, in no fixed order. */
  vectors(accountId: AccountId, descriptorIds: readonly DescriptorId[]): Promise<readonly StoredVector[]>;
  /** Vectors of everything these persons own. */
  vectorsOfPersons(accountId: AccountId, personIds: readonly PersonId[]): Promise<readonly StoredVector[]>;
}

export interface ListStore {
  create(accountId: AccountId, list: Omit<List, 'version'>): Promise<void>;
  find(accountId: AccountId, listId: ListId): Promise<List | undefined>;
  /** Lists of one kind, newest first. */
  page(accountId: AccountId, kind: ListKind, page: Page): Promise<Paged<ListSummary>>;
  /** False when the list is unknown. */
  setData(accountId: AccountId, listId: ListId, listData: string): Promise<boolean>;
  /** Number of lists that were deleted, with their links; unknown ids are passed over. */
  delete(accountId: AccountId, listIds: readonly ListId[]): Promise<number>;
  /** Descriptors in a descriptors list, by their ids, those behind `after`. */
  descriptorIds(
    accountId: AccountId,
    listId: ListId,
    range: { readonly after?: DescriptorId | undefined; readonly limit: number },
  ): Promise<readonly DescriptorId[]>;
  /** Locks the rows, in the order of their ids, until the transaction ends, and answers those that exist. */
  lock(accountId: AccountId, listIds: readonly ListId[]): Promise<readonly List[]>;
  personsPage(accountId: AccountId, listId: ListId, page: Page): Promise<Paged<Person>>;
  descriptorsPage(accountId: AccountId, listId: ListId, page: Page): Promise<Paged<Descriptor>>;
  /** Links what is not linked yet and answers those; the caller has checked that all exist. */
  linkPersons(accountId: AccountId, listId: ListId, personIds: readonly PersonId[]): Promise<readonly PersonId[]>;
  /** Answers those that were linked. */
  unlinkPersons(accountId: AccountId, listId: ListId, personIds: readonly PersonId[]): Promise<readonly PersonId[]>;
  linkDescriptors(
    accountId: AccountId,
    listId: ListId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<readonly DescriptorId[]>;
  unlinkDescriptors(
    accountId: AccountId,
    listId: ListId,
    descriptorIds: readonly DescriptorId[],
  ): Promise<readonly DescriptorId[]>;
  /**
   * Raises the version of each list by one (taking its row lock) and logs what a search can now find or no longer
   * find; call it in the transaction that changes the membership, after the change. Lists are locked in the order of
   * their ids, so that two writers never wait for each other in a circle.
   */
  recordChange(
    listIds: readonly ListId[],
    change: { add?: readonly DescriptorId[]; remove?: readonly DescriptorId[] },
  ): Promise<void>;
}

export interface HandlerStore {
  /** All or none. False when the account has a handler of one of these kinds; not to be asked within a transaction then. */
  create(accountId: AccountId, handlers: readonly Handler[], at: Timestamp): Promise<boolean>;
  find(accountId: AccountId, kind: HandlerKind): Promise<Handler | undefined>;
  /** As `find`, and nobody else changes the handler until the transaction ends. */
  lock(accountId: AccountId, kind: HandlerKind): Promise<Handler | undefined>;
  /** Writes policies and version as they are given; the caller holds the lock. */
  update(accountId: AccountId, handler: Omit<Handler, 'handlerId'>, at: Timestamp): Promise<void>;
}

/** What garbage collection needs; the one place that looks across accounts (contract 85). */
/** A descriptor that nobody links to. */
export interface Garbage {
  readonly descriptorId: DescriptorId;
  readonly hasPortrait: boolean;
}

export interface GarbageStore {
  /** Descriptors that nobody links to and that have not changed since; ordered by id, those behind `after`. */
  find(query: {
    readonly accountId?: AccountId | undefined;
    readonly unchangedSince: Timestamp;
    readonly after?: DescriptorId | undefined;
    readonly limit: number;
  }): Promise<readonly Garbage[]>;
  /** Deletes those that are still garbage at this moment, and answers them. */
  delete(descriptorIds: readonly DescriptorId[], unchangedSince: Timestamp): Promise<readonly DescriptorId[]>;
  /** Whether any descriptor was made, attached or detached after that. */
  changedAfter(time: Timestamp): Promise<boolean>;
  /** Those of the ids that exist, in any account, and have a portrait: nobody else's images are to be kept. */
  illustrated(descriptorIds: readonly DescriptorId[]): Promise<ReadonlySet<DescriptorId>>;
}

/** What erasure deletes; in a transaction, with what is deleted locked by the caller. */
export interface ErasureStore {
  /** Keeps rows from being added to the account until the transaction ends. False when it does not exist. */
  lockAccount(accountId: AccountId): Promise<boolean>;
  /** Some of the account's descriptors, `limit` at most. */
  descriptors(accountId: AccountId, limit: number): Promise<readonly DescriptorId[]>;
  persons(accountId: AccountId, limit: number): Promise<readonly PersonId[]>;
  /** Deletes descriptors with their links and notes the portraits, which it returns. The caller has told the lists. */
  deleteDescriptors(
    accountId: AccountId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<{ readonly descriptors: number; readonly portraits: readonly DescriptorId[] }>;
  /** Deletes persons with their links; their descriptors stay. */
  deletePersons(accountId: AccountId, personIds: readonly PersonId[]): Promise<number>;
  /** Deletes the account, its tokens, handlers and rules; persons, descriptors and lists must be gone. */
  deleteAccount(accountId: AccountId): Promise<{ readonly tokens: number; readonly handlers: number }>;
  /** Portraits that were noted: their rows are gone, their images may not be. Of one account, or of all. */
  pendingPortraits(query: {
    readonly accountId?: AccountId | undefined;
    /** Absent: whenever it was. */
    readonly notedBefore?: Timestamp | undefined;
    readonly limit: number;
  }): Promise<readonly DescriptorId[]>;
  /** Takes back the notes. */
  portraitsErased(descriptorIds: readonly DescriptorId[]): Promise<void>;
  /** Lets anybody take up the notes at once. */
  leavePortraits(descriptorIds: readonly DescriptorId[]): Promise<void>;
}

/** Days; null: no rule of its own, 0: for ever. */
export interface RetentionPolicy {
  /** Descriptors of no person and no list, since their last attach or detach. */
  readonly descriptorDays: number | null;
  readonly portraitDays: number | null;
}

export interface RetentionStore {
  find(accountId: AccountId): Promise<RetentionPolicy>;
  set(accountId: AccountId, policy: RetentionPolicy): Promise<void>;
  /** Descriptors with a portrait that were made before then; ordered by id, those behind `after`. */
  oldPortraits(query: {
    readonly accountId: AccountId;
    readonly madeBefore: Timestamp;
    readonly after?: DescriptorId | undefined;
    readonly limit: number;
  }): Promise<readonly DescriptorId[]>;
  /** Takes the portraits from descriptors, notes them for erasure, and answers those that had one. */
  dropPortraits(
    accountId: AccountId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<readonly DescriptorId[]>;
}

export type PortraitKind = 'files' | 'database';

/** Where the portraits of all nodes are. */
export interface PortraitPlace {
  /** Where new ones go. */
  readonly kind: PortraitKind;
  /** Identity of the folder that holds the files, or held them last. */
  readonly folderId: string | null;
  /** While they are moved: where those may be that are not there yet. */
  readonly movingFrom: PortraitKind | null;
}

export interface PortraitPlaceStore {
  /** Undefined before the first start. */
  find(): Promise<PortraitPlace | undefined>;
  /** For the first start: of several nodes one decides. @returns what holds now */
  claim(place: PortraitPlace): Promise<PortraitPlace>;
  /** False when it is no longer what it was. */
  change(from: PortraitPlace, to: PortraitPlace): Promise<boolean>;
  /** Descriptors that have a portrait, of all accounts. */
  illustrated(): Promise<number>;
}

/** Images in the database. `side` in pixels; 0: the portrait itself. */
export interface PortraitImageStore {
  /** All, or none where some are there already; not within a transaction. */
  put(
    descriptorId: DescriptorId,
    images: readonly { readonly side: number; readonly image: Uint8Array }[],
    at: Timestamp,
  ): Promise<void>;
  find(descriptorId: DescriptorId, side: number): Promise<Uint8Array | undefined>;
  all(descriptorId: DescriptorId): Promise<readonly { readonly side: number; readonly image: Uint8Array }[]>;
  /** @returns what was there and is gone */
  delete(
    descriptorIds: readonly DescriptorId[],
  ): Promise<readonly { readonly descriptorId: DescriptorId; readonly side: number }[]>;
  /** Descriptors with a portrait here, in the order of the ids, those behind `after`. */
  page(range: {
    readonly after?: DescriptorId | undefined;
    readonly limit: number;
  }): Promise<readonly { readonly descriptorId: DescriptorId; readonly writtenAt: Timestamp }[]>;
}

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
}

export interface Store extends Stores {
  /** True when no other process can write to this database, so that what was read may be remembered until written here. */
  readonly exclusive: boolean;
  readonly galleryFeed: GalleryFeed;
  readonly listReader: ListReader;
  /** Present when it was asked for at the opening. */
  readonly vectorIndex: VectorIndex | undefined;
  readonly descriptorModels: DescriptorModelStore;
  readonly garbage: GarbageStore;
  readonly retention: RetentionStore;
  readonly portraitPlace: PortraitPlaceStore;
  readonly portraitImages: PortraitImageStore;
  readonly idempotencyKeys: IdempotencyKeyStore;
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
  /** False while no host of the database is in use: whoever asks now waits for one. */
  isServing(): boolean;
  /** Only a restart of the process makes the database answer again: the embedded one after its disk refused a write. */
  needsRestart(): boolean;
  /** See `Snapshot`; undefined where there is no way to read it beside others: Oracle, PGlite in memory. */
  readonly openSnapshot: (() => Promise<Snapshot>) | undefined;
  /** Compares the tables with what the migrations of this version make; reads only. @throws Unavailable */
  checkSchema(): Promise<SchemaReport>;
  /** Answers when the database does. @throws Unavailable */
  ping(): Promise<void>;
  /** The database's clock, in UTC. @throws Unavailable */
  now(): Promise<Timestamp>;
  /**
   * Resolves when the database takes a row of some kilobytes, which it does not keep.
   * @throws Unavailable and what else a write fails with
   */
  probeWrite(): Promise<void>;
  close(): Promise<void>;
}

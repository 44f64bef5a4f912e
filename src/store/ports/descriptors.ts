import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoredVector } from '../lists/listFeed.ts';

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

export interface DescriptorStore {
  createMany(accountId: AccountId, descriptors: readonly NewDescriptor[]): Promise<void>;
  find(accountId: AccountId, descriptorId: DescriptorId): Promise<Descriptor | undefined>;
  page(accountId: AccountId, page: Page): Promise<Paged<Descriptor>>;
  /** Locks the rows, in the order of their ids, until the transaction ends, and returns the ones that exist. */
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

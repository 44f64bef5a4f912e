import type { ListKind } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { Descriptor } from './descriptors.ts';
import type { Person } from './persons.ts';

export interface List {
  readonly listId: ListId;
  readonly kind: ListKind;
  readonly listData: string;
  readonly createTime: Timestamp;
  /** Grows by one with every committed change of what a search over the list can find. */
  readonly version: number;
  /** As of `ListVersion` (`lists/listFeed.ts`). */
  readonly stamp: number;
}

export interface ListSummary {
  readonly listId: ListId;
  readonly listData: string;
  /** Persons or descriptors in the list. */
  readonly count: number;
}

export interface ListStore {
  create(accountId: AccountId, list: Omit<List, 'version' | 'stamp'>): Promise<void>;
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
  /** Locks the rows, in the order of their ids, until the transaction ends, and returns the ones that exist. */
  lock(accountId: AccountId, listIds: readonly ListId[]): Promise<readonly List[]>;
  personsPage(accountId: AccountId, listId: ListId, page: Page): Promise<Paged<Person>>;
  descriptorsPage(accountId: AccountId, listId: ListId, page: Page): Promise<Paged<Descriptor>>;
  /** Links what is not linked yet and returns it; the caller has checked that all exist. */
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

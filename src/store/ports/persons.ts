import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Timestamp } from '../../domain/time.ts';

export interface Person {
  readonly personId: PersonId;
  readonly userData: string;
  readonly externalId: string | null;
  readonly createTime: Timestamp;
  /** Oldest link first. */
  readonly descriptors: readonly DescriptorId[];
  readonly lists: readonly ListId[];
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
   * and delete of one person follow each other. Rules lock by `core/persons/lockMembers`, which keeps the order of the kinds.
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
  /** At most `limit` of the account's persons behind `after`, in the order of their ids. */
  idsAfter(accountId: AccountId, after: PersonId | undefined, limit: number): Promise<readonly PersonId[]>;
  descriptorsOf(accountId: AccountId, personIds: readonly PersonId[]): Promise<readonly DescriptorId[]>;
  /** Owners of those of the descriptors that have one. */
  ownersOf(accountId: AccountId, descriptorIds: readonly DescriptorId[]): Promise<ReadonlyMap<DescriptorId, PersonId>>;
  /**
   * Gives the descriptor to the person.
   * @throws Conflict('descriptor-attached') when any person owns it, NotFound('descriptor') when the account has not both
   */
  linkDescriptor(accountId: AccountId, personId: PersonId, descriptorId: DescriptorId, at: Timestamp): Promise<void>;
  /** As `linkDescriptor`, for several: all or none. */
  linkDescriptors(
    accountId: AccountId,
    personId: PersonId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<void>;
  /**
   * Gives those of the descriptors that one person owns to another one, and answers them; the times of the links stay. Both
   * persons are the account's and locked: the caller has looked.
   */
  moveDescriptors(
    from: PersonId,
    to: PersonId,
    descriptorIds: readonly DescriptorId[],
  ): Promise<readonly DescriptorId[]>;
  /** Takes those of the descriptors from the person that it owns, and answers them; it is the account's and locked. */
  unlinkDescriptors(personId: PersonId, descriptorIds: readonly DescriptorId[]): Promise<readonly DescriptorId[]>;
  /** False when the person does not own it. */
  unlinkDescriptor(accountId: AccountId, personId: PersonId, descriptorId: DescriptorId): Promise<boolean>;
}

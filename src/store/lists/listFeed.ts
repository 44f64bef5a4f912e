import type { ListKind } from '../../domain/errors.ts';
import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';

/** A vector with its place in the world, as the gallery loads it. */
export interface StoredVector {
  readonly descriptorId: DescriptorId;
  readonly personId: PersonId | null;
  readonly modelId: string;
  readonly vector: Float32Array;
}

/**
 * A moment in the history of a list. Versions alone repeat when the database falls back behind a commit (a fail-over to a
 * standby that lacked it, a restored backup) and goes on from there; the stamps of the two histories differ.
 */
export interface ListVersion {
  readonly version: number;
  /** Chosen at random when the version was made; 0 at version 0, where every list is empty. */
  readonly stamp: number;
}

export interface ListHead extends ListVersion {
  readonly kind: ListKind;
}

/** One descriptor that a search over a list can now find (`add`) or no longer find (`remove`). */
export interface ListChange extends ListVersion {
  readonly descriptorId: DescriptorId;
  readonly operation: 'add' | 'remove';
}

/** What the gallery reads. Ids are checked by the caller of the search. */
export interface GalleryFeed {
  /** Kind and committed version; undefined when the list does not exist. */
  version(listId: ListId): Promise<ListHead | undefined>;
  /** The same of many lists, by id; those that do not exist are absent. */
  versions(listIds: readonly ListId[]): Promise<ReadonlyMap<ListId, ListVersion>>;
  /**
   * Changes after a moment, in order. `complete` is false when the log no longer reaches back that far, or the database
   * has never been at that moment: reload.
   */
  changesAfter(listId: ListId, moment: ListVersion): Promise<{ changes: readonly ListChange[]; complete: boolean }>;
  /**
   * Everything a search over the list can find, in batches, and a version: with the changes after that version applied
   * on top, the batches are the list, though each may be of another moment.
   * For a persons list: the descriptors of its persons. Undefined when the list is gone, at the end as at the beginning.
   * @param beside no hurry: one statement at a time, so that less comes in at once and requests wait less
   */
  load(
    listId: ListId,
    onBatch: (batch: readonly StoredVector[]) => Promise<void> | void,
    beside?: 'beside',
  ): Promise<ListHead | undefined>;
  vectors(descriptorIds: readonly DescriptorId[]): Promise<readonly StoredVector[]>;
  vectorsOfPersons(personIds: readonly PersonId[]): Promise<readonly StoredVector[]>;
  /** Lists of all accounts and both kinds, the one changed last first. */
  recentLists(limit: number): Promise<readonly ListId[]>;
}

export interface PersonName {
  readonly userData: string;
  readonly externalId: string | null;
}

/** Goes through a whole list of any account: for an operator's work that may be stopped and resumed. */
export interface ListReader {
  /** Persons or descriptors in the list; undefined when it does not exist. */
  describe(listId: ListId): Promise<{ kind: ListKind; count: number } | undefined>;
  /**
   * What a search over the list can find, in batches, in the order of the members' ids: a batch has all descriptors of
   * its persons, or single descriptors. Each batch is as the database is at that moment.
   * @param after only members behind this id
   */
  vectors(listId: ListId, kind: ListKind, after?: string): AsyncIterable<readonly StoredVector[]>;
  /** What people call these persons, of any account; unknown ids are absent. */
  names(personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>>;
}

import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { List } from '../../store/ports/lists.ts';
import type { Stores } from '../../store/store.ts';

/** What a transaction is about to change, or to link. */
export interface ToLock {
  readonly personIds?: readonly PersonId[] | undefined;
  /** Persons that a new row refers to and that stay as they are: neither what they own nor where they are is locked with them. */
  readonly referredIds?: readonly PersonId[];
  /** Also the descriptors that these persons own. */
  readonly withOwned?: boolean;
  readonly descriptorIds?: readonly DescriptorId[] | undefined;
  readonly listIds?: readonly ListId[] | undefined;
  /** Also the lists that hold one of the persons or descriptors: the change is to be found in their galleries. */
  readonly withLists?: boolean;
}

/** What of it exists, locked until the transaction ends. */
export interface LockedMembers {
  readonly persons: ReadonlySet<PersonId>;
  readonly descriptors: ReadonlySet<DescriptorId>;
  /** Of the persons, the oldest link first; only `withOwned`. */
  readonly owned: readonly DescriptorId[];
  readonly lists: readonly List[];
  /** Persons lists, each with those of the persons that it holds; only `withLists`. */
  readonly personsLists: ReadonlyMap<ListId, readonly PersonId[]>;
  /** Descriptors lists, each with those of the descriptors that it holds; only `withLists`. */
  readonly descriptorsLists: ReadonlyMap<ListId, readonly DescriptorId[]>;
}

/**
 * Locks in the one order of transactions, `LOCK_ORDER` in `store/sql/lockRows.ts`. Adding or removing a link requires locks on both
 * of its ends; a lock of a person or descriptor keeps its lists as they are, except lists that are deleted. Call it once in a
 * transaction, before the first change.
 */
export async function lockMembers(tx: Stores, accountId: AccountId, toLock: ToLock): Promise<LockedMembers> {
  const {
    personIds = [],
    referredIds = [],
    descriptorIds = [],
    listIds = [],
    withOwned = false,
    withLists = false,
  } = toLock;
  const all = [...new Set([...personIds, ...referredIds])];
  const persons = all.length > 0 ? await tx.persons.lock(accountId, all) : new Set<PersonId>();
  const own = personIds.filter((id) => persons.has(id));
  const owned = withOwned ? await tx.persons.descriptorsOf(accountId, own) : [];
  const faces = [...descriptorIds, ...owned];
  const descriptors = faces.length > 0 ? await tx.descriptors.lock(accountId, faces) : new Set<DescriptorId>();
  const personsLists = withLists ? await tx.persons.listsHolding(accountId, own) : new Map();
  const descriptorsLists = withLists ? await tx.descriptors.listsHolding(accountId, [...descriptors]) : new Map();
  const wanted = [...listIds, ...personsLists.keys(), ...descriptorsLists.keys()];
  const lists = wanted.length > 0 ? await tx.lists.lock(accountId, wanted) : [];
  return { persons, descriptors, owned, lists, personsLists, descriptorsLists };
}

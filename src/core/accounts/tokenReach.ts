import { TokenForbidden } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Store } from '../../store/store.ts';

/** What a request names. */
export interface NamedObjects {
  readonly lists: readonly ListId[];
  readonly persons: readonly PersonId[];
  readonly descriptors: readonly DescriptorId[];
}

export interface TokenReach {
  /**
   * A token of some lists reaches what is in one of them, and what is in no list at all, so that it can make objects and put them
   * into its lists. A descriptor is also where its person is.
   * @throws TokenForbidden for everything else, whether it exists or not
   */
  require(accountId: AccountId, lists: readonly ListId[], named: NamedObjects): Promise<void>;
}

export function createTokenReach(store: Pick<Store, 'persons' | 'descriptors'>): TokenReach {
  const { persons, descriptors } = store;

  /** Lists of each of the objects; undefined where one does not exist. */
  async function listsOfPersons(accountId: AccountId, ids: readonly PersonId[]) {
    if (ids.length === 0) return new Map<PersonId, ListId[]>();
    const [existing, holding] = await Promise.all([
      persons.existing(accountId, ids),
      persons.listsHolding(accountId, ids),
    ]);
    return ids.every((id) => existing.has(id)) ? byObject(ids, holding) : undefined;
  }

  async function listsOfDescriptors(accountId: AccountId, ids: readonly DescriptorId[]) {
    if (ids.length === 0) return new Map<DescriptorId, ListId[]>();
    const [existing, holding, owners] = await Promise.all([
      descriptors.existing(accountId, ids),
      descriptors.listsHolding(accountId, ids),
      persons.ownersOf(accountId, ids),
    ]);
    const ofOwners = await listsOfPersons(accountId, [...new Set(owners.values())]);
    if (!ofOwners || !ids.every((id) => existing.has(id))) return undefined;
    const lists = byObject(ids, holding);
    for (const [descriptorId, personId] of owners) {
      lists.get(descriptorId)?.push(...(ofOwners.get(personId) ?? []));
    }
    return lists;
  }

  return {
    async require(accountId, lists, named) {
      const own = new Set(lists);
      if (!named.lists.every((id) => own.has(id))) throw new TokenForbidden('lists');
      const found = await Promise.all([
        listsOfPersons(accountId, named.persons),
        listsOfDescriptors(accountId, named.descriptors),
      ]);
      for (const objects of found) {
        const isReached = (held: readonly ListId[]) => held.length === 0 || held.some((id) => own.has(id));
        if (!objects || ![...objects.values()].every(isReached)) throw new TokenForbidden('lists');
      }
    },
  };
}

function byObject<Id>(ids: readonly Id[], holding: ReadonlyMap<ListId, readonly Id[]>): Map<Id, ListId[]> {
  const lists = new Map<Id, ListId[]>(ids.map((id) => [id, []]));
  for (const [listId, held] of holding) for (const id of held) lists.get(id)?.push(listId);
  return lists;
}

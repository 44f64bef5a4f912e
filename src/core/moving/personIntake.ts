import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Person } from '../../store/ports/persons.ts';
import type { Store, Stores } from '../../store/store.ts';
import { type LockedMembers, lockMembers } from '../persons/lockMembers.ts';
import { createPersons } from '../persons/persons.ts';
import { orIdTaken } from './idTaken.ts';

export interface PersonIntake {
  /**
   * Makes persons with these ids, or brings those that are here up to date: texts, descriptors and lists, all of them.
   * Descriptors and lists that are not here are left out.
   * @throws IdTaken; Conflict('descriptor-attached') for a descriptor of another person
   */
  take(accountId: AccountId, moved: readonly Person[]): Promise<void>;
  /** Deletes persons, by the rules; unknown ones are passed over. */
  remove(accountId: AccountId, personIds: readonly PersonId[]): Promise<void>;
}

/** Takes in persons with the ids that they have elsewhere; may be repeated. */
export function createPersonIntake({ store, clock }: { readonly store: Store; readonly clock: Clock }): PersonIntake {
  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: false } });

  async function takeOne(tx: Stores, accountId: AccountId, person: Person): Promise<void> {
    const { personId, userData, externalId, descriptors, lists } = person;
    const isKnown = (await tx.persons.existing(accountId, [personId])).size > 0;
    if (!isKnown) await tx.persons.create(accountId, person);
    const locked = await lockMembers(tx, accountId, {
      personIds: [personId],
      withOwned: true,
      descriptorIds: descriptors,
      listIds: lists,
      withLists: true,
    });
    if (isKnown) await tx.persons.update(accountId, personId, { userData, externalId });
    await changeLists(tx, accountId, personId, locked, lists);
    await changeDescriptors(tx, accountId, person, locked);
  }

  /** With the descriptors that the person owned before; the lists are told later which ones came and went. */
  async function changeLists(
    tx: Stores,
    accountId: AccountId,
    personId: PersonId,
    { owned, lists, personsLists }: LockedMembers,
    wanted: readonly ListId[],
  ): Promise<void> {
    const there = lists.filter(({ kind }) => kind === 'persons').map(({ listId }) => listId);
    for (const listId of there.sort()) {
      const isMember = personsLists.has(listId);
      if (isMember === wanted.includes(listId)) continue;
      if (isMember) await tx.lists.unlinkPersons(accountId, listId, [personId]);
      else await tx.lists.linkPersons(accountId, listId, [personId]);
      if (owned.length > 0) await tx.lists.recordChange([listId], isMember ? { remove: owned } : { add: owned });
    }
  }

  async function changeDescriptors(
    tx: Stores,
    accountId: AccountId,
    { personId, descriptors, lists }: Person,
    locked: LockedMembers,
  ): Promise<void> {
    const owned = new Set(locked.owned);
    const wanted = new Set(descriptors);
    const add = descriptors.filter((id) => !owned.has(id) && locked.descriptors.has(id));
    const remove = locked.owned.filter((id) => !wanted.has(id));
    for (const id of remove) await tx.persons.unlinkDescriptor(accountId, personId, id);
    for (const id of add) await tx.persons.linkDescriptor(accountId, personId, id, clock());
    if (add.length + remove.length === 0) return;
    const memberOf = locked.lists.filter(({ kind, listId }) => kind === 'persons' && lists.includes(listId));
    await tx.lists.recordChange(
      memberOf.map(({ listId }) => listId),
      { add, remove },
    );
    await tellDescriptorsLists(tx, locked, [...add, ...remove]);
  }

  return {
    async take(accountId, moved) {
      for (const person of moved) await orIdTaken(store.transaction((tx) => takeOne(tx, accountId, person)));
    },
    async remove(accountId, personIds) {
      for (const personId of await store.persons.existing(accountId, personIds)) {
        await persons.delete(accountId, personId);
      }
    },
  };
}

/** Descriptors lists show the owner of each descriptor: to add one once more brings its new owner. */
async function tellDescriptorsLists(
  tx: Stores,
  { descriptorsLists }: LockedMembers,
  changed: readonly DescriptorId[],
): Promise<void> {
  for (const [listId, members] of descriptorsLists) {
    const add = members.filter((id) => changed.includes(id));
    if (add.length > 0) await tx.lists.recordChange([listId], { add });
  }
}

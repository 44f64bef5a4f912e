import { CannotUndo, NotFound, NotLinked } from '../../domain/errors.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Action } from '../../store/ports/review/review.ts';
import type { Stores } from '../../store/store.ts';
import { lockMembers } from '../persons/lockMembers.ts';
import type { PersonData } from '../persons/persons.ts';
import { detailsOf, noteAction, type Undo } from './action.ts';
import { tellDescriptorsLists } from './tellLists.ts';

export interface Split extends PersonData {
  readonly personId: PersonId;
  /** At least one. */
  readonly faces: readonly DescriptorId[];
  /** Whether the new person is put into the lists of the old one. */
  readonly sameLists: boolean;
}

/**
 * Photos of one person become another, new person.
 * @throws NotFound('person'), NotLinked when one of the photos is not the person's
 */
export async function splitPerson(tx: Stores, accountId: AccountId, split: Split, clock: Clock): Promise<Action> {
  const { personId, faces, sameLists, userData = '', externalId = null } = split;
  const locked = await lockMembers(tx, accountId, { personIds: [personId], withOwned: true, withLists: true });
  if (!locked.persons.has(personId)) throw new NotFound('person', 'reference');
  const owned = new Set(locked.owned);
  if (faces.some((id) => !owned.has(id))) throw new NotLinked();
  const newPersonId = newId<PersonId>();
  const at = clock();
  const lists = [...locked.personsLists.keys()];
  await tx.persons.create(accountId, { personId: newPersonId, userData, externalId, createTime: at });
  if (sameLists) for (const listId of lists) await tx.lists.linkPersons(accountId, listId, [newPersonId]);
  await tx.persons.moveDescriptors(personId, newPersonId, faces);
  await tx.descriptors.touch(accountId, faces, at);
  await tx.lists.recordChange(lists, sameLists ? { add: faces } : { remove: faces });
  await tellDescriptorsLists(tx, locked, faces);
  return noteAction(tx, accountId, 'split', { personId, otherPersonId: newPersonId }, { faces }, clock);
}

/**
 * The photos that the new person still has go back to the old one; when it has none left, it goes.
 * @throws CannotUndo when one of the two is gone
 */
export const undoSplit: Undo = async (tx, accountId, action, { claim, clock }) => {
  const [personId, newPersonId] = [action.personId as PersonId, action.otherPersonId as PersonId];
  const locked = await lockMembers(tx, accountId, {
    personIds: [personId, newPersonId],
    withOwned: true,
    withLists: true,
  });
  await claim();
  if (!locked.persons.has(personId) || !locked.persons.has(newPersonId)) throw new CannotUndo('overtaken');
  const faces = await tx.persons.moveDescriptors(newPersonId, personId, detailsOf(action, 'split').faces);
  await tx.descriptors.touch(accountId, faces, clock());
  await deleteIfEmpty(tx, accountId, newPersonId);
  for (const [listId, members] of locked.personsLists) {
    await tx.lists.recordChange([listId], members.includes(personId) ? { add: faces } : { remove: faces });
  }
  await tellDescriptorsLists(tx, locked, faces);
};

/** A person that was made for photos and has none of them left. */
export async function deleteIfEmpty(tx: Stores, accountId: AccountId, personId: PersonId): Promise<void> {
  const left = await tx.persons.descriptorsOf(accountId, [personId]);
  if (left.length === 0) await tx.persons.delete(accountId, personId);
}

import { CannotUndo, NotFound, WrongListKind } from '../../domain/errors.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Action } from '../../store/ports/review/review.ts';
import type { Stores } from '../../store/store.ts';
import { lockMembers } from '../persons/lockMembers.ts';
import type { PersonData } from '../persons/persons.ts';
import { detailsOf, noteAction, type Undo } from './action.ts';
import { deleteIfEmpty } from './splitPerson.ts';
import { tellDescriptorsLists } from './tellLists.ts';

export interface NewPerson extends PersonData {
  readonly listIds: readonly ListId[];
}

export interface Assignment {
  /** At least one. */
  readonly faces: readonly DescriptorId[];
  /** Who gets them: a known person, or a person that is made for them. */
  readonly to: PersonId | NewPerson;
}

/**
 * Faces without a person become photos of one.
 * @throws NotFound('person'|'descriptor'|'list'), WrongListKind, Conflict('descriptor-attached')
 */
export async function assignFaces(
  tx: Stores,
  accountId: AccountId,
  { faces, to }: Assignment,
  clock: Clock,
): Promise<Action> {
  const isNew = typeof to !== 'string';
  const locked = await lockMembers(tx, accountId, {
    personIds: isNew ? [] : [to],
    descriptorIds: faces,
    listIds: isNew ? to.listIds : [],
    withLists: true,
  });
  if (!isNew && !locked.persons.has(to)) throw new NotFound('person', 'reference');
  if (faces.some((id) => !locked.descriptors.has(id))) throw new NotFound('descriptor', 'reference');
  const at = clock();
  const personId = isNew ? newId<PersonId>() : to;
  if (isNew) {
    const found = new Map(locked.lists.map((list) => [list.listId, list]));
    for (const listId of to.listIds) {
      const list = found.get(listId);
      if (!list) throw new NotFound('list', 'reference');
      if (list.kind !== 'persons') throw new WrongListKind('persons', list.kind, listId);
    }
    const { userData = '', externalId = null } = to;
    await tx.persons.create(accountId, { personId, userData, externalId, createTime: at });
    for (const listId of to.listIds) await tx.lists.linkPersons(accountId, listId, [personId]);
  }
  await tx.persons.linkDescriptors(accountId, personId, faces, at);
  await tx.descriptors.touch(accountId, faces, at);
  await tx.lists.recordChange(isNew ? to.listIds : [...locked.personsLists.keys()], { add: faces });
  await tellDescriptorsLists(tx, locked, faces);
  const persons = { personId, otherPersonId: isNew ? personId : undefined };
  return noteAction(tx, accountId, 'assign', persons, { faces }, clock);
}

/**
 * The faces that the person still has are without a person again; a person that was made for them goes with the last of them.
 * @throws CannotUndo when the person is gone
 */
export const undoAssign: Undo = async (tx, accountId, action, { claim, clock }) => {
  const personId = action.personId as PersonId;
  const locked = await lockMembers(tx, accountId, { personIds: [personId], withOwned: true, withLists: true });
  await claim();
  if (!locked.persons.has(personId)) throw new CannotUndo('overtaken');
  const faces = await tx.persons.unlinkDescriptors(personId, detailsOf(action, 'assign').faces);
  await tx.descriptors.touch(accountId, faces, clock());
  if (action.otherPersonId !== null) await deleteIfEmpty(tx, accountId, personId);
  await tx.lists.recordChange([...locked.personsLists.keys()], { remove: faces });
  await tellDescriptorsLists(tx, locked, faces);
};

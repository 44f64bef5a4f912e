import { CannotUndo, NotFound, SamePerson } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Action } from '../../store/ports/review/review.ts';
import { RolledBack } from '../../store/sql/storeErrors.ts';
import type { Stores } from '../../store/store.ts';
import { lockMembers } from '../persons/lockMembers.ts';
import { detailsOf, noteAction, type Undo } from './action.ts';
import { tellDescriptorsLists } from './tellLists.ts';

/**
 * Everything of one person goes to another: photos, lists, and what is known not to be theirs. The other one's data stay as they
 * are; the history keeps those of the one that went.
 * @throws SamePerson, NotFound('person')
 */
export async function mergePersons(
  tx: Stores,
  accountId: AccountId,
  { into, from }: { readonly into: PersonId; readonly from: PersonId },
  clock: Clock,
): Promise<Action> {
  if (into === from) throw new SamePerson();
  // Who stays gets rows that refer to them. If they were not locked in their turn, two merges would wait for each other.
  const { faces: descriptorIds, persons: referredIds } = await rejectionsOf(tx, from);
  const locked = await lockMembers(tx, accountId, {
    personIds: [into, from],
    referredIds,
    descriptorIds,
    withOwned: true,
    withLists: true,
  });
  const gone = locked.persons.has(from) ? await tx.persons.find(accountId, from) : undefined;
  if (!gone || !locked.persons.has(into)) throw new NotFound('person', 'reference');
  const rejected = await rejectionsOf(tx, from);
  const isLocked =
    rejected.persons.every((id) => locked.persons.has(id)) && rejected.faces.every((id) => locked.descriptors.has(id));
  if (!isLocked) throw new RolledBack();
  const at = clock();
  const [lists, ownLists] = [holding(locked.personsLists, from), holding(locked.personsLists, into)];
  const newLists = lists.filter((listId) => !ownLists.includes(listId));
  const own = await tx.persons.descriptorsOf(accountId, [into]);

  const faces = await tx.persons.moveDescriptors(from, into, gone.descriptors);
  await tx.descriptors.touch(accountId, faces, at);
  for (const listId of newLists) await tx.lists.linkPersons(accountId, listId, [into]);
  const rejections = await uniteRejections(tx, into, rejected, clock);
  await tx.persons.delete(accountId, from);
  await tx.lists.recordChange(ownLists, { add: faces });
  await tx.lists.recordChange(newLists, { add: [...own, ...faces] });
  await tellDescriptorsLists(tx, locked, faces);

  const { userData, externalId, createTime } = gone;
  const details = { faces, userData, externalId, createTime, lists, newLists, ...rejections };
  return noteAction(tx, accountId, 'merge', { personId: into, otherPersonId: from }, details, clock);
}

/**
 * The person is there again under its id, with those of its photos that are still where the merge took them.
 * @throws CannotUndo when the one that stayed is gone
 */
export const undoMerge: Undo = async (tx, accountId, action, { claim, clock }) => {
  const details = detailsOf(action, 'merge');
  const [into, from] = [action.personId as PersonId, action.otherPersonId as PersonId];
  const locked = await lockMembers(tx, accountId, {
    personIds: [into],
    referredIds: details.rejectedPersons,
    descriptorIds: details.rejectedFaces,
    withOwned: true,
    listIds: details.lists,
    withLists: true,
  });
  await claim();
  if (!locked.persons.has(into)) throw new CannotUndo('overtaken');
  const { userData, externalId, createTime } = details;
  const existing = new Set(locked.lists.map(({ listId }) => listId));
  const lists = details.lists.filter((listId) => existing.has(listId));
  const ownLists = holding(locked.personsLists, into);
  const left = details.newLists.filter((listId) => ownLists.includes(listId));

  await tx.persons.create(accountId, { personId: from, userData, externalId, createTime });
  for (const listId of lists) await tx.lists.linkPersons(accountId, listId, [from]);
  for (const listId of left) await tx.lists.unlinkPersons(accountId, listId, [into]);
  const faces = await tx.persons.moveDescriptors(into, from, details.faces);
  await tx.descriptors.touch(accountId, faces, clock());
  const moved = new Set(faces);
  const kept = locked.owned.filter((id) => !moved.has(id));
  for (const listId of new Set([...ownLists, ...lists])) {
    const wasIn = ownLists.includes(listId);
    const isOfFrom = lists.includes(listId);
    const remove = [...(wasIn && !isOfFrom ? faces : []), ...(left.includes(listId) ? kept : [])];
    await tx.lists.recordChange([listId], { add: isOfFrom ? faces : [], remove });
  }
  await tellDescriptorsLists(tx, locked, faces);
  await partRejections(tx, into, from, { ...details, existing: locked.persons }, clock);
};

type Rejections = Pick<
  ReturnType<typeof detailsOf<'merge'>>,
  'rejectedFaces' | 'newRejectedFaces' | 'rejectedPersons' | 'newRejectedPersons'
>;

/** What is known not to be a person. */
interface Rejected {
  readonly faces: readonly DescriptorId[];
  readonly persons: readonly PersonId[];
}

async function rejectionsOf(tx: Stores, personId: PersonId): Promise<Rejected> {
  return {
    faces: (await tx.review.rejectedFaces([personId])).get(personId) ?? [],
    persons: (await tx.review.rejectedPersons([personId])).get(personId) ?? [],
  };
}

async function uniteRejections(
  tx: Stores,
  into: PersonId,
  { faces: rejectedFaces, persons: rejectedPersons }: Rejected,
  clock: Clock,
): Promise<Rejections> {
  const newRejectedFaces = await tx.review.rejectFaces(into, rejectedFaces, clock());
  const newRejectedPersons: PersonId[] = [];
  for (const other of rejectedPersons) {
    if (other !== into && (await tx.review.rejectPersons(into, other, clock()))) newRejectedPersons.push(other);
  }
  return { rejectedFaces, newRejectedFaces, rejectedPersons, newRejectedPersons };
}

async function partRejections(
  tx: Stores,
  into: PersonId,
  from: PersonId,
  {
    rejectedFaces,
    newRejectedFaces,
    rejectedPersons,
    newRejectedPersons,
    existing,
  }: Rejections & { readonly existing: ReadonlySet<PersonId> },
  clock: Clock,
): Promise<void> {
  await tx.review.forgetRejectedFaces(into, newRejectedFaces);
  await tx.review.forgetRejectedPersons(into, newRejectedPersons);
  await tx.review.rejectFaces(from, rejectedFaces, clock());
  for (const other of rejectedPersons) if (existing.has(other)) await tx.review.rejectPersons(from, other, clock());
}

function holding<Key, Member>(lists: ReadonlyMap<Key, readonly Member[]>, member: Member): Key[] {
  return [...lists].filter(([, members]) => members.includes(member)).map(([listId]) => listId);
}

import { CannotUndo, NotFound, SamePerson } from '../../domain/errors.ts';
import type { AccountId, ActionId, DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Action, ActionKey, ActionKind } from '../../store/ports/review/review.ts';
import type { Store, Stores } from '../../store/store.ts';
import { lockMembers } from '../persons/lockMembers.ts';
import { detailsOf, noteAction, type Undo } from './action.ts';
import { type Assignment, assignFaces, undoAssign } from './assignFaces.ts';
import { mergePersons, undoMerge } from './mergePersons.ts';
import { type Split, splitPerson, undoSplit } from './splitPerson.ts';

/** What people who review faces do to persons; each is one transaction, is noted, and can be undone. */
export interface Actions {
  /** @throws SamePerson, NotFound('person') */
  merge(accountId: AccountId, persons: { readonly into: PersonId; readonly from: PersonId }): Promise<Action>;
  /** @throws NotFound('person'), NotLinked */
  split(accountId: AccountId, split: Split): Promise<Action>;
  /** @throws NotFound('person'|'descriptor'|'list'), WrongListKind, Conflict('descriptor-attached') */
  assign(accountId: AccountId, assignment: Assignment): Promise<Action>;
  /** Remembers that the faces are not the person's; no score changes. @throws NotFound('person'|'descriptor') */
  rejectFaces(accountId: AccountId, personId: PersonId, faces: readonly DescriptorId[]): Promise<Action>;
  /** Remembers that two persons are not one. @throws SamePerson, NotFound('person') */
  rejectPerson(accountId: AccountId, personId: PersonId, other: PersonId): Promise<Action>;
  /** Takes faces out of the review. @throws NotFound('descriptor') */
  dismiss(accountId: AccountId, faces: readonly DescriptorId[]): Promise<Action>;
  /** @throws NotFound('action'), CannotUndo */
  undo(accountId: AccountId, actionId: ActionId): Promise<Action>;
  /** Newest first. */
  page(
    accountId: AccountId,
    range: { readonly personId?: PersonId | undefined; readonly after?: ActionKey | undefined; readonly limit: number },
  ): Promise<readonly Action[]>;
}

const UNDO: Readonly<Record<ActionKind, Undo>> = {
  merge: undoMerge,
  split: undoSplit,
  assign: undoAssign,
  async reject(tx, _accountId, action, { claim }) {
    await claim();
    const { newFaces, isNew } = detailsOf(action, 'reject');
    const personId = action.personId as PersonId;
    await tx.review.forgetRejectedFaces(personId, newFaces);
    if (isNew) await tx.review.forgetRejectedPersons(personId, [action.otherPersonId as PersonId]);
  },
  async dismiss(tx, accountId, action, { claim }) {
    await claim();
    await tx.review.restoreFaces(accountId, detailsOf(action, 'dismiss').newFaces);
  },
  async erase() {
    throw new CannotUndo('erased');
  },
};

export function createActions({ store, clock }: { readonly store: Store; readonly clock: Clock }): Actions {
  return {
    merge: (accountId, persons) => store.transaction((tx) => mergePersons(tx, accountId, persons, clock)),
    split: (accountId, split) => store.transaction((tx) => splitPerson(tx, accountId, split, clock)),
    assign: (accountId, assignment) => store.transaction((tx) => assignFaces(tx, accountId, assignment, clock)),
    rejectFaces: (accountId, personId, faces) =>
      store.transaction(async (tx) => {
        await requireMembers(tx, accountId, [personId], faces);
        const newFaces = await tx.review.rejectFaces(personId, faces, clock());
        return noteAction(tx, accountId, 'reject', { personId }, { faces, newFaces, isNew: false }, clock);
      }),
    rejectPerson: (accountId, personId, other) =>
      store.transaction(async (tx) => {
        if (personId === other) throw new SamePerson();
        await requireMembers(tx, accountId, [personId, other], []);
        const isNew = await tx.review.rejectPersons(personId, other, clock());
        const persons = { personId, otherPersonId: other };
        return noteAction(tx, accountId, 'reject', persons, { faces: [], newFaces: [], isNew }, clock);
      }),
    dismiss: (accountId, faces) =>
      store.transaction(async (tx) => {
        await requireMembers(tx, accountId, [], faces);
        const newFaces = await tx.review.dismissFaces(accountId, faces, clock());
        return noteAction(tx, accountId, 'dismiss', {}, { faces, newFaces }, clock);
      }),
    undo: (accountId, actionId) =>
      store.transaction(async (tx) => {
        const action = await tx.review.findAction(accountId, actionId);
        if (!action) throw new NotFound('action', 'target');
        const undoTime = clock();
        const claim = async () => {
          // Of several who undo it at the same time one gets here first; the others wait for the same locks.
          if (!(await tx.review.markUndone(accountId, actionId, undoTime))) throw new CannotUndo('undone');
        };
        await UNDO[action.kind](tx, accountId, action, { claim, clock });
        return { ...action, undoTime };
      }),
    page: (accountId, range) => store.review.actions(accountId, range),
  };
}

/** @throws NotFound('person'|'descriptor') */
async function requireMembers(
  tx: Stores,
  accountId: AccountId,
  personIds: readonly PersonId[],
  descriptorIds: readonly DescriptorId[],
): Promise<void> {
  const { persons, descriptors } = await lockMembers(tx, accountId, { personIds, descriptorIds });
  if (personIds.some((id) => !persons.has(id))) throw new NotFound('person', 'reference');
  if (descriptorIds.some((id) => !descriptors.has(id))) throw new NotFound('descriptor', 'reference');
}

import type { AccountId, ActionId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Clock, Timestamp } from '../../domain/time.ts';
import type { Action, ActionKind } from '../../store/ports/review/review.ts';
import type { Stores } from '../../store/store.ts';
import type { ErasureReceipt } from '../upkeep/erasure.ts';

/** What a merge keeps of the person that went, and what it changed of the one that stayed. */
export interface MergeDetails {
  readonly faces: readonly DescriptorId[];
  readonly userData: string;
  readonly externalId: string | null;
  readonly createTime: Timestamp;
  readonly lists: readonly ListId[];
  /** Lists that the one who stayed was not in. */
  readonly newLists: readonly ListId[];
  readonly rejectedFaces: readonly DescriptorId[];
  readonly newRejectedFaces: readonly DescriptorId[];
  readonly rejectedPersons: readonly PersonId[];
  readonly newRejectedPersons: readonly PersonId[];
}

export interface FaceDetails {
  readonly faces: readonly DescriptorId[];
}

/** What it takes to undo an action, by its kind. */
export interface Details {
  readonly merge: MergeDetails;
  readonly split: FaceDetails;
  readonly assign: FaceDetails;
  /** Faces that were not known to be another person's, or the two persons. */
  readonly reject: FaceDetails & { readonly newFaces: readonly DescriptorId[]; readonly isNew: boolean };
  readonly dismiss: FaceDetails & { readonly newFaces: readonly DescriptorId[] };
  /** Written by the erasure itself. */
  readonly erase: ErasureReceipt;
}

/** Notes in the transaction that does it what was done. */
export async function noteAction<Kind extends ActionKind>(
  tx: Stores,
  accountId: AccountId,
  kind: Kind,
  persons: { readonly personId?: PersonId | undefined; readonly otherPersonId?: PersonId | undefined },
  details: Details[Kind],
  clock: Clock,
): Promise<Action> {
  const action = {
    actionId: newId<ActionId>(),
    kind,
    createTime: clock(),
    personId: persons.personId ?? null,
    otherPersonId: persons.otherPersonId ?? null,
    // Plain members: they survive JSON.
    details: { ...details } as Readonly<Record<string, unknown>>,
  };
  await tx.review.addAction(accountId, action);
  return { ...action, undoTime: null };
}

/** The details of an action of that kind, as it was noted. */
export function detailsOf<Kind extends ActionKind>(action: Action, _kind: Kind): Details[Kind] {
  // Written by `noteAction` alone.
  return action.details as unknown as Details[Kind];
}

/**
 * Undoes an action in a transaction: locks what it changed, then claims it, which throws where it was undone before, and only
 * then looks whether that can be.
 * @throws CannotUndo
 */
export type Undo = (tx: Stores, accountId: AccountId, action: Action, undoing: Undoing) => Promise<void>;

export interface Undoing {
  /** @throws CannotUndo('undone') */
  claim(): Promise<void>;
  readonly clock: Clock;
}

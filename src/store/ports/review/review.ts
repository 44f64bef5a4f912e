import type { AccountId, ActionId, DescriptorId, PersonId } from '../../../domain/ids.ts';
import type { Timestamp } from '../../../domain/time.ts';

export type ActionKind = 'merge' | 'split' | 'assign' | 'reject' | 'dismiss' | 'erase';

/** Something that was done to persons and faces, with what it takes to undo it. */
export interface Action {
  readonly actionId: ActionId;
  readonly kind: ActionKind;
  readonly createTime: Timestamp;
  readonly undoTime: Timestamp | null;
  /** Who stays, keeps or gets. The person may be gone by now. */
  readonly personId: PersonId | null;
  /** Who went, is new, or is told apart. */
  readonly otherPersonId: PersonId | null;
  /** A JSON object; what it holds is for the rules to say. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The last action of a page, newest first. */
export interface ActionKey {
  readonly createTime: Timestamp;
  readonly actionId: ActionId;
}

/** What people decided about persons and faces. Ids are the account's: the caller has looked. */
export interface ReviewStore {
  addAction(accountId: AccountId, action: Omit<Action, 'undoTime'>): Promise<void>;
  findAction(accountId: AccountId, actionId: ActionId): Promise<Action | undefined>;
  /** False when it is unknown or was undone before: of several at the same time one has it. */
  markUndone(accountId: AccountId, actionId: ActionId, at: Timestamp): Promise<boolean>;
  /** Newest first; of one person those that name it. */
  actions(
    accountId: AccountId,
    range: {
      readonly personId?: PersonId | undefined;
      readonly kind?: ActionKind | undefined;
      readonly after?: ActionKey | undefined;
      readonly limit: number;
    },
  ): Promise<readonly Action[]>;
  /** Remembers that the faces are not this person's; returns the ones that were not yet marked so. */
  rejectFaces(
    personId: PersonId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<readonly DescriptorId[]>;
  forgetRejectedFaces(personId: PersonId, descriptorIds: readonly DescriptorId[]): Promise<void>;
  /** Faces that are not theirs, by person. */
  rejectedFaces(personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly DescriptorId[]>>;
  /** Remembers that the two are not one; false when it was known. */
  rejectPersons(one: PersonId, other: PersonId, at: Timestamp): Promise<boolean>;
  forgetRejectedPersons(one: PersonId, others: readonly PersonId[]): Promise<void>;
  /** Those that one of the persons is known not to be, by person. */
  rejectedPersons(personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, readonly PersonId[]>>;
  /** Takes faces out of the review; returns the ones that were in it. */
  dismissFaces(
    accountId: AccountId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<readonly DescriptorId[]>;
  /** Those of the faces that were taken out of the review. */
  dismissedFaces(accountId: AccountId, descriptorIds: readonly DescriptorId[]): Promise<ReadonlySet<DescriptorId>>;
  restoreFaces(accountId: AccountId, descriptorIds: readonly DescriptorId[]): Promise<void>;
}

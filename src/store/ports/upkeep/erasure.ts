import type { AccountId, DescriptorId, PersonId } from '../../../domain/ids.ts';
import type { Timestamp } from '../../../domain/time.ts';

/** What erasure deletes; in a transaction, with what is deleted locked by the caller. */
export interface ErasureStore {
  /** Keeps rows from being added to the account until the transaction ends. False when it does not exist. */
  lockAccount(accountId: AccountId): Promise<boolean>;
  /** Some of the account's descriptors, `limit` at most. */
  descriptors(accountId: AccountId, limit: number): Promise<readonly DescriptorId[]>;
  persons(accountId: AccountId, limit: number): Promise<readonly PersonId[]>;
  /** Deletes descriptors with their links and notes the portraits, which it returns. The caller has told the lists. */
  deleteDescriptors(
    accountId: AccountId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<{ readonly descriptors: number; readonly portraits: readonly DescriptorId[] }>;
  /** Deletes persons with their links; their descriptors stay. */
  deletePersons(accountId: AccountId, personIds: readonly PersonId[]): Promise<number>;
  /** Deletes the account, its tokens, handlers and rules; persons, descriptors and lists must be gone. */
  deleteAccount(accountId: AccountId): Promise<{ readonly tokens: number; readonly handlers: number }>;
  /** Portraits that were noted: their rows are gone, their images may not be. Of one account, or of all. */
  pendingPortraits(query: {
    readonly accountId?: AccountId | undefined;
    /** Absent: whenever it was. */
    readonly notedBefore?: Timestamp | undefined;
    readonly limit: number;
  }): Promise<readonly DescriptorId[]>;
  /** Takes back the notes. */
  portraitsErased(descriptorIds: readonly DescriptorId[]): Promise<void>;
  /** Lets any run take the notes at once. */
  leavePortraits(descriptorIds: readonly DescriptorId[]): Promise<void>;
}

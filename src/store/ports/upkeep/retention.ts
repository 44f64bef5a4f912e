import type { AccountId, DescriptorId } from '../../../domain/ids.ts';
import type { Timestamp } from '../../../domain/time.ts';

/** Days; null: the setting applies; 0: keep for ever. */
export interface RetentionPolicy {
  /** Descriptors of no person and no list, since their last attach or detach. */
  readonly descriptorDays: number | null;
  readonly portraitDays: number | null;
}

export interface RetentionStore {
  find(accountId: AccountId): Promise<RetentionPolicy>;
  set(accountId: AccountId, policy: RetentionPolicy): Promise<void>;
  /** Descriptors with a portrait that were made before then; ordered by id, those behind `after`. */
  oldPortraits(query: {
    readonly accountId: AccountId;
    readonly madeBefore: Timestamp;
    readonly after?: DescriptorId | undefined;
    readonly limit: number;
  }): Promise<readonly DescriptorId[]>;
  /** Takes the portraits from descriptors, notes them for erasure, and returns the descriptors that had one. */
  dropPortraits(
    accountId: AccountId,
    descriptorIds: readonly DescriptorId[],
    at: Timestamp,
  ): Promise<readonly DescriptorId[]>;
}

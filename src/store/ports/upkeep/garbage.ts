import type { AccountId, DescriptorId } from '../../../domain/ids.ts';
import type { Timestamp } from '../../../domain/time.ts';

/** A descriptor without links. */
export interface Garbage {
  readonly descriptorId: DescriptorId;
  readonly hasPortrait: boolean;
}

/** What garbage collection needs; the one place that looks across accounts (contract 85). */

/** What garbage collection needs; the one place that looks across accounts (contract 85). */
export interface GarbageStore {
  /** Descriptors without links that have not changed since; ordered by id, those behind `after`. */
  find(query: {
    readonly accountId?: AccountId | undefined;
    readonly unchangedSince: Timestamp;
    readonly after?: DescriptorId | undefined;
    readonly limit: number;
  }): Promise<readonly Garbage[]>;
  /** Deletes those that are still garbage at this moment, and answers them. */
  delete(descriptorIds: readonly DescriptorId[], unchangedSince: Timestamp): Promise<readonly DescriptorId[]>;
  /** Whether any descriptor was made, attached or detached after that. */
  changedAfter(time: Timestamp): Promise<boolean>;
  /** Those of the ids that exist, in any account, and have a portrait: other images are not to be kept. */
  illustrated(descriptorIds: readonly DescriptorId[]): Promise<ReadonlySet<DescriptorId>>;
}

import type { AccountId } from '../../domain/ids.ts';
import type { Store } from '../../store/store.ts';

export interface AccountCounts {
  readonly persons: number;
  readonly descriptors: number;
  /** Descriptors that a person owns. */
  readonly attachedDescriptors: number;
}

export interface Statistics {
  /** What an account holds (contract 10). */
  count(accountId: AccountId): Promise<AccountCounts>;
}

export function createStatistics(store: Store): Statistics {
  return { count: (accountId) => store.accounts.countObjects(accountId) };
}

import type { Timestamp } from '../../domain/time.ts';

/** What an account's vectors and images are sealed with. */
export interface AccountKeyTable {
  account_id: string;
  /** Name of the master key that wraps it. */
  master_key: string;
  wrapped_key: string;
  create_time: Timestamp;
}

/** One row: whether what is new is sealed. */
export interface EncryptionStateTable {
  /** Always 1. */
  state_id: number;
  mode: 'sealed' | 'plain';
}

export interface EncryptionTables {
  account_key: AccountKeyTable;
  encryption_state: EncryptionStateTable;
}

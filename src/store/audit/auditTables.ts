import type { Timestamp } from '../../domain/time.ts';

export interface AuditTables {
  audit_entry: AuditEntryTable;
  audit_batch: AuditBatchTable;
  audit_mark: AuditMarkTable;
}

/** What was done, and by whom, in logs of before there were batches; rows of both tables are one chain by their hashes. */
export interface AuditEntryTable {
  seq: number;
  entry_time: Timestamp;
  action: string;
  operation: string;
  /** Of the answer. */
  status: number;
  /** JSON: `AuditPart[]`; null for none. */
  items: string | null;
  hash: string;
}

/** What was done, and by whom: entries of one node that were written together. */
export interface AuditBatchTable {
  last_seq: number;
  first_seq: number;
  /** Of the newest of them. */
  last_time: Timestamp;
  /** A line of JSON each; null only where somebody emptied it. */
  entries: string | null;
  hash: string;
}

/** A place in the chain by its name, or the last turn of a writer by its id. */
export interface AuditMarkTable {
  name: string;
  seq: number;
  /** Null before the first entry. */
  hash: string | null;
}

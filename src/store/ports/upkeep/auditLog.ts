import type { Timestamp } from '../../../domain/time.ts';

/**
 * One thing that an entry tells: a name, a value, and its proof: the salt that the commitment of both is made with, and once
 * the value was erased the commitment itself.
 */
export type AuditItem = readonly [name: string, value: string | null, proof: string];

/** What an entry says, without its place in the chain. */
export interface AuditEntry {
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly items: readonly AuditItem[];
}

/** An entry in its place. */
export interface AuditRow extends AuditEntry {
  /** 1 for the first. */
  readonly seq: number;
  /** Over the entry, its place, and the hash before it. */
  readonly hash: string;
}

/** A place in the chain, and the hash there. */
export interface AuditMark {
  readonly seq: number;
  readonly hash: string;
}

/** The chain as its marks tell: what was before the oldest entry, and the newest one. */
export interface AuditEnds {
  readonly first: AuditMark;
  readonly last: AuditMark;
}

export interface AuditLogStore {
  /**
   * Appends a batch, once: the same batch of the same writer again does nothing, so that it can be repeated when its outcome
   * is unknown.
   * @param link the hash of an entry at its place behind that hash
   */
  append(
    writer: string,
    batch: number,
    entries: readonly AuditEntry[],
    link: (before: string, seq: number, entry: AuditEntry) => string,
  ): Promise<void>;
  ends(): Promise<AuditEnds>;
  /** Entries behind that place, in their order. */
  after(seq: number, limit: number): Promise<readonly AuditRow[]>;
  /** Entries in that part of the chain that hold one of the texts. */
  containing(from: number, to: number, texts: readonly string[]): Promise<readonly AuditRow[]>;
  /** Replaces the items of entries; their hashes stay. */
  rewrite(rows: readonly Pick<AuditRow, 'seq' | 'items'>[]): Promise<void>;
  /** Deletes the oldest entries that are older than that, at most so many, and returns how many. */
  dropOlder(before: Timestamp, limit: number): Promise<number>;
}

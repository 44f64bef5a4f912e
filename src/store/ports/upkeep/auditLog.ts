import type { Timestamp } from '../../../domain/time.ts';

/**
 * Facts that are erased together: names and values by turns, and at the end their proof. That is the salt that the commitment to
 * them is made with; of facts that were erased, which leaves their names and null for each value, it is the commitment itself.
 */
export type AuditPart = readonly [...facts: (string | null)[], proof: string];

/** What happened, as a row of a log of former times holds it. */
export interface FormerEntry {
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Of one fact each. */
  readonly parts: readonly AuditPart[];
}

/** A row of the log in its place: a batch of entries as text (`core/audit/batches`), or an entry of former times. */
export interface AuditLink {
  /** Places of its first and its last entry; the first of all is 1. */
  readonly first: number;
  readonly last: number;
  /** Over its entries, their place, and the hash before it. */
  readonly hash: string;
  readonly content: string | FormerEntry;
}

/** Entries that become one row. */
export interface AuditBatch {
  readonly count: number;
  /** When the newest of them happened. */
  readonly lastTime: Timestamp;
  readonly text: string;
  /** Its hash behind that place. */
  link(before: AuditMark): string;
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
   * Appends batches, once: the same turn of the same writer again does nothing, so that it can be repeated when its outcome
   * is unknown.
   * @param turn 1 for the first of that writer
   */
  append(writer: string, turn: number, batches: readonly AuditBatch[]): Promise<void>;
  ends(): Promise<AuditEnds>;
  /** Some rows behind that place, in their order; empty at the end. */
  after(seq: number): Promise<readonly AuditLink[]>;
  /** Rows that end in that part of the chain and hold one of the texts. */
  containing(from: number, to: number, texts: readonly string[]): Promise<readonly AuditLink[]>;
  /**
   * Replaces the content of those rows, while nobody else does; their hashes stay.
   * @param change gives the new content; may be called several times
   */
  rewrite(
    from: number,
    to: number,
    texts: readonly string[],
    change: (link: AuditLink) => AuditLink['content'],
  ): Promise<void>;
  /** Deletes some of the oldest rows of which all entries are older than that, and returns how many entries these were. */
  dropOlder(before: Timestamp): Promise<number>;
}

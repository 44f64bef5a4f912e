import type { Timestamp } from '../../../domain/time.ts';
import type { AuditPart } from '../../../store/ports/upkeep/auditLog.ts';

/** An entry of a batch, of whatever form its batch is. */
export interface BatchEntry {
  /** In its batch, from 0. */
  readonly place: number;
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  readonly parts: readonly AuditPart[];
  /** What the hash of its batch is made of for it, and whether it fits the check that stands beside it. */
  checked(): { readonly digest: string; readonly fits: boolean };
}

/** A batch as its row holds it. */
export interface ReadBatch {
  /** In their order; undefined: a line that is none. */
  readonly entries: readonly (BatchEntry | undefined)[];
  /** The hash over what its entries share; undefined where each has all for itself. */
  shared(): string | undefined;
}

/** A batch without some of its values, and how many of its entries held one of those that were looked for. */
export interface ErasedBatch {
  readonly text: string;
  readonly entries: number;
}

/** Values that are looked for. */
export type Wanted = ReadonlySet<string | null>;

import type { Timestamp } from '../../domain/time.ts';
import type { AuditLink, AuditPart } from '../../store/ports/upkeep/auditLog.ts';
import { erased, holdsOne } from './auditSeal.ts';
import type { Wanted } from './batches/batchEntry.ts';
import { eraseFromBatch, readBatch } from './batches/readBatch.ts';

/** An entry of the log, of whatever form its row is. */
export interface LoggedEntry {
  readonly seq: number;
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  readonly parts: readonly AuditPart[];
}

/** The entries of a row, in their order; lines that are none are left out. */
export function entriesOf({ first, content }: AuditLink): readonly LoggedEntry[] {
  if (typeof content !== 'string') return [{ seq: first, ...content }];
  return readBatch(content).entries.flatMap((entry) => (entry ? [{ ...entry, seq: first + entry.place }] : []));
}

/** A row without some of its values, and how many of its entries held one of those that were looked for. */
export interface ErasedLink {
  readonly content: AuditLink['content'];
  readonly entries: number;
}

/** Erases these values, or with `whole` all that entries tell which hold one of them. The hash of the row still fits. */
export function eraseFromLink(content: AuditLink['content'], wanted: Wanted, whole: boolean): ErasedLink {
  if (typeof content === 'string') {
    const { text, entries } = eraseFromBatch(content, wanted, whole);
    return { content: text, entries };
  }
  if (!content.parts.some((part) => holdsOne(part, wanted))) return { content, entries: 0 };
  const parts = content.parts.map((part) => (whole || holdsOne(part, wanted) ? erased(part) : part));
  return { content: { ...content, parts }, entries: 1 };
}

import type { AuditLink, AuditMark } from '../../../store/ports/upkeep/auditLog.ts';
import { type AuditSeal, erasedIn } from '../auditSeal.ts';
import { BatchHashes } from './batchHashes.ts';
import { readBatch } from './readBatch.ts';

export interface BatchFault {
  readonly kind: 'removed' | 'changed';
  readonly from: number;
  readonly to: number;
}

export interface CheckedLink {
  readonly faults: readonly BatchFault[];
  readonly entries: number;
  /** Values that are no longer there. */
  readonly erased: number;
  /** It holds the place that was noted, and the hash there is the same. */
  readonly isExpected: boolean;
}

/** What stands in the place of an entry that cannot be read. */
export const NO_ENTRY = { digest: '', fits: false };

/**
 * Compares a batch with its hash, and its entries with their own checks, which tell the ones that were changed, moved or removed.
 * @param expected a place that was noted elsewhere
 */
export function checkBatch(
  seal: AuditSeal,
  { first, last, hash }: AuditLink,
  text: string,
  before: AuditMark,
  expected?: AuditMark,
): CheckedLink {
  const faults: BatchFault[] = [];
  const fault = (kind: BatchFault['kind'], from: number, to = from) =>
    faults.push({ kind, from: first + from, to: first + to });
  const batch = readBatch(text);
  const hashes = new BatchHashes(seal, batch, before.hash, first);
  let [place, entries, erased, isExpected] = [0, 0, 0, false];
  for (const entry of batch.entries) {
    const { digest, fits } = entry?.checked() ?? NO_ENTRY;
    hashes.add(digest);
    entries++;
    if (entry) erased += erasedIn(entry.parts);
    // Where one is missing, or stands further down.
    const at = entry?.place ?? place;
    if (at > place) fault('removed', place, at - 1);
    if (!fits || at < place) fault('changed', at);
    place = Math.max(place, at + 1);
    if (first + at === expected?.seq) isExpected = hashes.current() === expected.hash;
  }
  const count = last - first + 1;
  if (place < count) fault('removed', place, count - 1);
  if (faults.length === 0 && hashes.current() !== hash) fault('changed', 0, count - 1);
  return { faults, entries, erased, isExpected };
}

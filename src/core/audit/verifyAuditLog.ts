import type { AuditLogStore, AuditMark } from '../../store/ports/upkeep/auditLog.ts';
import { type AuditSeal, fits } from './auditSeal.ts';

export type AuditFault =
  /** Entries are not there. */
  | { readonly kind: 'removed'; readonly from: number; readonly to: number }
  /** It was changed, moved, or made with another key. */
  | { readonly kind: 'changed'; readonly seq: number };

export interface AuditVerdict {
  readonly entries: number;
  /** Values that were erased, as erasure does. */
  readonly erased: number;
  /** The first of them, in their order. */
  readonly faults: readonly AuditFault[];
  readonly last: AuditMark;
}

const PAGE = 1000;
const MOST_FAULTS = 100;

/**
 * Reads the whole log and checks each hash. Entries that come meanwhile are left out; those that retention drops meanwhile
 * are no fault.
 * @param expected a place that was noted elsewhere: whoever cut the end of the log and set its marks back is found by it
 */
export async function verifyAuditLog(
  log: AuditLogStore,
  seal: AuditSeal,
  expected?: AuditMark,
  signal?: AbortSignal,
): Promise<AuditVerdict> {
  const { first, last } = await log.ends();
  const faults: AuditFault[] = [];
  const fault = (found: AuditFault) => faults.length < MOST_FAULTS && faults.push(found);
  let [entries, erased, before] = [0, 0, first];
  let isExpectedSeen = expected === undefined || expected.seq <= first.seq;
  for (;;) {
    signal?.throwIfAborted();
    const page = (await log.after(before.seq, PAGE)).filter(({ seq }) => seq <= last.seq);
    if (page.length === 0) break;
    for (const row of page) {
      if (entries === 0 && row.seq !== before.seq + 1) before = await firstNow(log, before);
      if (row.seq !== before.seq + 1) fault({ kind: 'removed', from: before.seq + 1, to: row.seq - 1 });
      else if (!fits(seal, before.hash, row)) fault({ kind: 'changed', seq: row.seq });
      if (row.seq === expected?.seq) isExpectedSeen = row.hash === expected.hash;
      entries++;
      erased += row.items.filter(([, value]) => value === null).length;
      before = row;
    }
  }
  if (before.seq < last.seq && before.seq >= (await log.ends()).first.seq)
    fault({ kind: 'removed', from: before.seq + 1, to: last.seq });
  else if (before.seq === last.seq && before.hash !== last.hash) fault({ kind: 'changed', seq: last.seq });
  if (!isExpectedSeen && expected) fault({ kind: 'changed', seq: expected.seq });
  return { entries, erased, faults, last };
}

/** Where the log begins by now: retention may have dropped what was first. */
async function firstNow(log: AuditLogStore, known: AuditMark): Promise<AuditMark> {
  const { first } = await log.ends();
  return first.seq > known.seq ? first : known;
}

import { setImmediate } from 'node:timers/promises';
import type { AuditLink, AuditLogStore, AuditMark } from '../../store/ports/upkeep/auditLog.ts';
import { type AuditSeal, erasedIn } from './auditSeal.ts';
import { type BatchFault, type CheckedLink, checkBatch } from './batches/checkBatch.ts';

/**
 * `removed`: entries are not there. `changed`: they were changed, moved, or made with another key; of a batch whose entries agree with
 * themselves and not with its hash, all of them are named.
 */
export type AuditFault = BatchFault;

export interface AuditVerdict {
  readonly entries: number;
  /** Values that were erased, as erasure does. */
  readonly erased: number;
  /** The first of them, in their order. */
  readonly faults: readonly AuditFault[];
  readonly last: AuditMark;
}

const MOST_FAULTS = 100;

/**
 * Reads the whole log and checks each hash. Entries that come meanwhile are left out; those that retention drops meanwhile
 * are no fault.
 * @param expected a place that was noted elsewhere: whoever cut the end of the log and set its marks back is found by it
 */
export async function verifyAuditLog(
  log: Pick<AuditLogStore, 'ends' | 'after'>,
  seal: AuditSeal,
  expected?: AuditMark,
  signal?: AbortSignal,
): Promise<AuditVerdict> {
  const { first, last } = await log.ends();
  const faults: AuditFault[] = [];
  const note = (...found: AuditFault[]) => faults.push(...found.slice(0, MOST_FAULTS - faults.length));
  let [entries, erased, before] = [0, 0, first];
  let isExpectedSeen = expected === undefined || expected.seq <= first.seq;
  for (;;) {
    signal?.throwIfAborted();
    const page = (await log.after(before.seq)).filter((link) => link.last <= last.seq);
    if (page.length === 0) break;
    for (const link of page) {
      await setImmediate();
      if (entries === 0 && link.first !== before.seq + 1) before = await firstNow(log, before);
      if (link.first !== before.seq + 1) note({ kind: 'removed', from: before.seq + 1, to: link.first - 1 });
      const found = checkLink(seal, link, before, expected);
      // Behind entries that are not there no hash fits, which says no more than that.
      if (link.first === before.seq + 1) note(...found.faults);
      else note(...found.faults.filter(({ from, to }) => from !== link.first || to !== link.last));
      isExpectedSeen ||= found.isExpected;
      entries += found.entries;
      erased += found.erased;
      before = { seq: link.last, hash: link.hash };
    }
  }
  if (before.seq < last.seq && before.seq >= (await log.ends()).first.seq)
    note({ kind: 'removed', from: before.seq + 1, to: last.seq });
  else if (before.seq === last.seq && before.hash !== last.hash)
    note({ kind: 'changed', from: last.seq, to: last.seq });
  if (!isExpectedSeen && expected) note({ kind: 'changed', from: expected.seq, to: expected.seq });
  return { entries, erased, faults, last };
}

function checkLink(seal: AuditSeal, link: AuditLink, before: AuditMark, expected?: AuditMark): CheckedLink {
  const { first, last, hash, content } = link;
  if (typeof content === 'string') return checkBatch(seal, link, content, before, expected);
  const fits = seal.formerLink(before.hash, first, content) === hash;
  return {
    faults: fits ? [] : [{ kind: 'changed', from: first, to: last }],
    entries: 1,
    erased: erasedIn(content.parts),
    isExpected: expected?.seq === last && expected.hash === hash,
  };
}

/** Where the log begins by now: retention may have dropped what was first. */
async function firstNow(log: Pick<AuditLogStore, 'ends'>, known: AuditMark): Promise<AuditMark> {
  const { first } = await log.ends();
  return first.seq > known.seq ? first : known;
}

import type { AccountId } from '../../domain/ids.ts';
import { secondsBefore, type Timestamp } from '../../domain/time.ts';
import type { AuditLogStore, AuditMark, AuditRow } from '../../store/ports/upkeep/auditLog.ts';
import type { ClockGuard } from '../upkeep/clockGuard.ts';
import { type AccountEntries, accountEntries, type WantedEntries } from './accountEntries.ts';
import { createAuditSeal } from './auditSeal.ts';
import { type Audited, AuditWriter, type AuditWriterParts } from './auditWriter.ts';
import { eraseFromAuditLog } from './eraseFromAuditLog.ts';
import { type AuditVerdict, verifyAuditLog } from './verifyAuditLog.ts';

/** Who did what, in the database, chained by hashes. */
export interface AuditLog {
  /** False: nothing is recorded; entries of former times are still there. */
  readonly isOn: boolean;
  /** Never waits. */
  record(audited: Audited): void;
  verify(expected?: AuditMark, signal?: AbortSignal): Promise<AuditVerdict>;
  /** Entries of that time, oldest first, as JSON lines. */
  lines(span: AuditSpan, signal?: AbortSignal): AsyncGenerator<Uint8Array>;
  /** What requests of an account did to one of its objects. */
  of(accountId: AccountId, wanted: WantedEntries): Promise<AccountEntries>;
  /** Erases ids, or all that entries tell which hold one of them. @returns how many entries held them */
  erase(ids: readonly string[], whole: boolean): Promise<number>;
  /** Drops what is older than the rule allows, unless the clock is in doubt. @returns how many entries */
  dropOld(signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

/** Whoever leaves out an end means the whole log on that side. */
export interface AuditSpan {
  readonly from?: Timestamp | undefined;
  /** Not included. */
  readonly to?: Timestamp | undefined;
}

export interface AuditLogParts extends Omit<AuditWriterParts, 'seal' | 'log'> {
  readonly log: AuditLogStore;
  readonly isOn: boolean;
  /** Empty: none. */
  readonly key: string;
  /** Days; 0 keeps for ever. */
  readonly keptDays: number;
  readonly clockGuard: ClockGuard;
}

const SECONDS_A_DAY = 86_400;
const BATCH = 1000;
/** What is recorded of someone at the moment of its erasure is written first, so that it is erased with the rest. */
const FLUSH_MS = 5000;

export function createAuditLog(parts: AuditLogParts): AuditLog {
  const { isOn, log, key, keptDays, clock, clockGuard } = parts;
  const seal = createAuditSeal(key || undefined);
  const writer = new AuditWriter({ ...parts, seal });
  return {
    isOn,
    record: (audited) => isOn && writer.record(audited),
    verify: (expected, signal) => verifyAuditLog(log, seal, expected, signal),
    async *lines({ from, to }, signal) {
      const { first, last } = await log.ends();
      for (let before = first.seq; before < last.seq; ) {
        signal?.throwIfAborted();
        const page = await log.after(before, BATCH);
        if (page.length === 0) return;
        before = page.at(-1)?.seq ?? last.seq;
        const wanted = page.filter(({ time }) => (!from || time >= from) && (!to || time < to));
        if (wanted.length > 0) yield Buffer.from(wanted.map(lineOf).join(''));
      }
    },
    of: (accountId, wanted) => accountEntries(log, accountId, wanted),
    async erase(ids, whole) {
      await writer.flush(FLUSH_MS);
      return eraseFromAuditLog(log, seal, ids, whole);
    },
    async dropOld(signal) {
      if (keptDays === 0 || (await clockGuard.doubt()) !== undefined) return 0;
      const before = secondsBefore(clock(), keptDays * SECONDS_A_DAY);
      let dropped = 0;
      for (let count = BATCH; count === BATCH && !signal.aborted; dropped += count)
        count = await log.dropOlder(before, BATCH);
      return dropped;
    },
    close: () => writer.close(),
  };
}

/** An entry for a reader: several values of one name are an array, erased ones are null. */
function lineOf({ seq, time, action, operation, status, items, hash }: AuditRow): string {
  const facts: Record<string, string | null | (string | null)[]> = {};
  for (const [name, value] of items) {
    const known = facts[name];
    if (known === undefined) facts[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else facts[name] = [known, value];
  }
  return `${JSON.stringify({ seq, time, action, operation, status, facts, hash })}\n`;
}

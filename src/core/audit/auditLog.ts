import type { AccountId } from '../../domain/ids.ts';
import { secondsBefore } from '../../domain/time.ts';
import type { AuditLogStore, AuditMark } from '../../store/ports/upkeep/auditLog.ts';
import type { ClockGuard } from '../upkeep/clockGuard.ts';
import { type AccountEntries, accountEntries, type WantedEntries } from './accountEntries.ts';
import type { Audited } from './audited.ts';
import { createAuditSeal } from './auditSeal.ts';
import { AuditWriter, type AuditWriterParts } from './auditWriter.ts';
import { eraseFromAuditLog } from './eraseFromAuditLog.ts';
import { type AuditSpan, exportedLines } from './exportedLines.ts';
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
    lines: (span, signal) => exportedLines(log, seal, span, signal),
    of: (accountId, wanted) => accountEntries(log, accountId, wanted),
    async erase(ids, whole) {
      await writer.flush(FLUSH_MS);
      return eraseFromAuditLog(log, ids, whole);
    },
    async dropOld(signal) {
      if (keptDays === 0 || (await clockGuard.doubt()) !== undefined) return 0;
      const before = secondsBefore(clock(), keptDays * SECONDS_A_DAY);
      let dropped = 0;
      for (let count = 1; count > 0 && !signal.aborted; dropped += count) count = await log.dropOlder(before);
      return dropped;
    },
    close: () => writer.close(),
  };
}

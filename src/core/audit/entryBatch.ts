import { setImmediate } from 'node:timers/promises';
import type { Timestamp } from '../../domain/time.ts';
import type { AuditBatch, AuditMark } from '../../store/ports/upkeep/auditLog.ts';
import { type AuditSeal, sha256 } from './auditSeal.ts';
import { type Audited, writeEntry } from './entryText.ts';

/** What happened, and when. */
export interface TimedEntry {
  readonly time: Timestamp;
  readonly audited: Audited;
}

/** Entries as one row of the log, whose hash is made when its place is known. */
export interface SealedBatch extends Omit<AuditBatch, 'batch'> {
  /** Its hash behind that place. */
  link(before: AuditMark): string;
}

/** Entries that are hashed in one turn of the event loop: less than a millisecond. */
const A_TURN = 100;

/** Makes a row of entries: one after the other they cost a fraction of what each of them would within its request. */
export async function sealBatch(seal: AuditSeal, entries: readonly TimedEntry[]): Promise<SealedBatch> {
  const [lines, digests]: [string[], string[]] = [[], []];
  let lastTime = entries[0]?.time ?? ('' as Timestamp);
  for (const [place, { time, audited }] of entries.entries()) {
    if (place % A_TURN === A_TURN - 1) await setImmediate();
    const { line, digest } = writeEntry(seal, place, time, audited);
    lines.push(line);
    digests.push(digest);
    if (time > lastTime) lastTime = time;
  }
  const [count, digest] = [lines.length, sha256(digests.join(''))];
  const link = ({ hash, seq }: AuditMark) => seal.link(hash, seq + 1, count, digest);
  return { count, lastTime, text: lines.join('\n'), link };
}

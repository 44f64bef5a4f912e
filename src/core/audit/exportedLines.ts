import { setImmediate } from 'node:timers/promises';
import type { Timestamp } from '../../domain/time.ts';
import type { AuditLink, AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import { type AuditSeal, factsOf } from './auditSeal.ts';
import { BatchHashes } from './batches/batchHashes.ts';
import { readBatch } from './batches/readBatch.ts';
import type { LoggedEntry } from './readLink.ts';

/** Whoever leaves out an end means the whole log on that side. */
export interface AuditSpan {
  readonly from?: Timestamp | undefined;
  /** Not included. */
  readonly to?: Timestamp | undefined;
}

/** Entries of that time, oldest first, as JSON lines, some at a time. */
export async function* exportedLines(
  log: Pick<AuditLogStore, 'ends' | 'after'>,
  seal: AuditSeal,
  { from, to }: AuditSpan,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { first, last } = await log.ends();
  for (let before = first; before.seq < last.seq; ) {
    signal?.throwIfAborted();
    const page = await log.after(before.seq);
    if (page.length === 0) return;
    for (const link of page) {
      const isWanted = ({ time }: Pick<LoggedEntry, 'time'>) => (!from || time >= from) && (!to || time < to);
      const lines = linesOfLink(seal, link, before.hash, isWanted);
      before = { seq: link.last, hash: link.hash };
      if (lines !== '') yield Buffer.from(lines);
      // A batch takes some milliseconds.
      await setImmediate();
    }
  }
}

/** @param isWanted by its time */
function linesOfLink(
  seal: AuditSeal,
  { first, last, hash, content }: AuditLink,
  before: string,
  isWanted: (entry: Pick<LoggedEntry, 'time'>) => boolean,
): string {
  if (typeof content !== 'string') return isWanted(content) ? lineOf({ ...content, seq: first }, hash) : '';
  const batch = readBatch(content);
  if (!batch.entries.some((entry) => entry && isWanted(entry))) return '';
  const hashes = new BatchHashes(seal, batch, before, first);
  let lines = '';
  for (const entry of batch.entries) {
    hashes.add(entry?.checked().digest ?? '');
    if (!entry || !isWanted(entry)) continue;
    const seq = first + entry.place;
    // The database has that of the last one.
    lines += lineOf({ ...entry, seq }, seq === last ? hash : hashes.current());
  }
  return lines;
}

/** An entry for a reader: several values of one name are an array, erased ones are null. */
function lineOf({ seq, time, action, operation, status, parts }: LoggedEntry, hash: string): string {
  const facts: Record<string, string | null | (string | null)[]> = {};
  for (const [name, value] of parts.flatMap(factsOf)) {
    const known = facts[name];
    if (known === undefined) facts[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else facts[name] = [known, value];
  }
  return `${JSON.stringify({ seq, time, action, operation, status, facts, hash })}\n`;
}

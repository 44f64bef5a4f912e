import type { Timestamp } from '../../domain/time.ts';
import type { AuditPart } from '../../store/ports/upkeep/auditLog.ts';
import { type AuditSeal, commitmentTo, quoted, sha256 } from './auditSeal.ts';

/** What happened, in the words of the log. Values are never a picture, a vector or a secret. */
export interface Audited {
  readonly action: string;
  readonly operation: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Who, from where, with what: names and values by turns. They are erased together. */
  readonly facts: readonly string[];
  /** Ids that the request named or its answer holds, and how many there are beyond them. Each is erased for itself. */
  readonly objects: readonly (readonly [name: string, value: string])[];
}

/** An entry of a batch as its line holds it. */
export interface BatchEntry {
  /** In its batch, from 0. */
  readonly place: number;
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  /** The first characters of its digest: they tell which entry of a batch was changed by someone who did not think of them. */
  readonly check: string;
  readonly parts: readonly AuditPart[];
}

type What = Pick<Audited, 'action' | 'operation' | 'status'>;

const CHECK_CHARACTERS = 8;

/** The line of an entry that is new, and its digest. */
export function writeEntry(
  seal: AuditSeal,
  place: number,
  time: Timestamp,
  audited: Audited,
): { readonly line: string; readonly digest: string } {
  const head = headOf(place, time, audited);
  let text = seal.close(audited.facts);
  let commitments = `"${sha256(text)}"`;
  for (const object of audited.objects) {
    const part = seal.close(object);
    text += `,${part}`;
    commitments += `,"${sha256(part)}"`;
  }
  const digest = digestOf(head, commitments);
  return { line: `[${head},"${checkOf(digest)}",${text}]`, digest };
}

/** The line of an entry as it is. */
export function toLine(entry: BatchEntry): string {
  const { place, time, check, parts } = entry;
  return `[${[headOf(place, time, entry), JSON.stringify(check), ...parts.map((part) => JSON.stringify(part))].join(',')}]`;
}

/** Undefined: this is no line of an entry. */
export function fromLine(line: string): BatchEntry | undefined {
  try {
    const [place, time, action, operation, status, check, ...parts] = JSON.parse(line) as Line;
    return parts.every(Array.isArray) ? { place, time, action, operation, status, check, parts } : undefined;
  } catch {
    return undefined;
  }
}

type Line = [number, Timestamp, string, string, number, string, ...AuditPart[]];

/** The hash of an entry, of which that of its batch is made. */
export function digestOfEntry(entry: BatchEntry): string {
  const { place, time, parts } = entry;
  return digestOf(headOf(place, time, entry), parts.map((part) => JSON.stringify(commitmentTo(part))).join(','));
}

export function checkOf(digest: string): string {
  return digest.slice(0, CHECK_CHARACTERS);
}

function digestOf(head: string, commitments: string): string {
  return sha256(`${head},${commitments}`);
}

/** Members of the line that are never erased. */
function headOf(place: number, time: Timestamp, { action, operation, status }: What): string {
  return `${place},${quoted(time)},${quoted(action)},${quoted(operation)},${status}`;
}

import { quoted } from '../../../domain/text/quoted.ts';
import type { Timestamp } from '../../../domain/time.ts';
import type { AuditPart } from '../../../store/ports/upkeep/auditLog.ts';
import { commitmentTo, erased, holdsOne, sha256 } from '../auditSeal.ts';
import type { BatchEntry, ErasedBatch, ReadBatch, Wanted } from './batchEntry.ts';

/**
 * Batches of before entries shared what they have in common: a line an entry, with all that it tells. Its check is the start of
 * the hash of the entry, in which the hashes of its parts stand for them.
 */

type Line = [
  place: number,
  time: Timestamp,
  action: string,
  operation: string,
  status: number,
  check: string,
  ...AuditPart[],
];

const CHECK_CHARACTERS = 8;

export function readFormerBatch(text: string): ReadBatch {
  return { entries: text === '' ? [] : text.split('\n').map(entryOf), shared: () => undefined };
}

export function eraseFromFormerBatch(text: string, wanted: Wanted, whole: boolean): ErasedBatch {
  let entries = 0;
  const lines = text.split('\n').map((line) => {
    const members = membersOf(line);
    if (!members) return line;
    const [place, time, action, operation, status, check, ...parts] = members;
    if (!parts.some((part) => holdsOne(part, wanted))) return line;
    entries++;
    const left = parts.map((part) => (whole || holdsOne(part, wanted) ? erased(part) : part));
    return JSON.stringify([place, time, action, operation, status, check, ...left]);
  });
  return { text: lines.join('\n'), entries };
}

function entryOf(line: string): BatchEntry | undefined {
  const members = membersOf(line);
  if (!members) return undefined;
  const [place, time, action, operation, status, check, ...parts] = members;
  const checked = () => {
    const head = `${place},${quoted(time)},${quoted(action)},${quoted(operation)},${status}`;
    const digest = sha256([head, ...parts.map((part) => quoted(commitmentTo(part)))].join(','));
    return { digest, fits: digest.slice(0, CHECK_CHARACTERS) === check };
  };
  return { place, time, action, operation, status, parts, checked };
}

/** Undefined: this is no line of an entry. */
function membersOf(line: string): Line | undefined {
  try {
    const members = JSON.parse(line) as Line;
    return members.slice(6).every(Array.isArray) ? members : undefined;
  } catch {
    return undefined;
  }
}

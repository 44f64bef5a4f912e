import type { AuditPart } from '../../../store/ports/upkeep/auditLog.ts';
import { commitmentTo, holdsOne } from '../auditSeal.ts';
import type { BatchEntry, ErasedBatch, ReadBatch, Wanted } from './batchEntry.ts';
import { digestOfShared } from './batchHashes.ts';
import {
  type EntryLine,
  headText,
  type PartLine,
  readLine,
  type SharingLine,
  withoutRequest,
  withoutValues,
} from './sharingLines.ts';

export function readSharingBatch(text: string): ReadBatch {
  const lines = text.split('\n').map(readLine);
  const parts = new Map(lines.filter(isPart).map((line) => [line.number, line]));
  let fitting: ReadonlySet<number> | undefined;
  const fits = (number: number) => {
    // Once for all entries that tell them, and only where somebody asks.
    fitting ??= new Set([...parts.values()].filter((part) => part.fits()).map((part) => part.number));
    return fitting.has(number);
  };
  const entries: (BatchEntry | undefined)[] = [];
  for (const line of lines) {
    if (line.kind === 'entry') entries.push(entryOf(line, parts, fits));
    else if (line.kind === 'no entry') entries.push(undefined);
  }
  return { entries, shared: () => sharedDigest(lines) };
}

/** @param fits whether there is a part of that number that fits its check */
function entryOf(line: EntryLine, parts: ReadonlyMap<number, PartLine>, fits: (number: number) => boolean): BatchEntry {
  const { place, time, action, operation, status, request } = line;
  const numbers = numbersOf(line);
  const ofRequest: AuditPart[] = request === undefined ? [] : [['request', request, '']];
  return {
    place,
    time,
    action,
    operation,
    status,
    parts: [...ofRequest, ...numbers.map((number) => parts.get(number)?.part).filter((part) => part !== undefined)],
    checked: () => ({ digest: `${headText(line)}\n`, fits: line.fits() && numbers.every(fits) }),
  };
}

/**
 * With `whole`, facts go where all entries that share them hold one of the values, and with them all objects of those entries. Those
 * who share facts are one account (`BatchBuilder`): an entry of another one that names the value loses that value alone.
 */
export function eraseFromSharingBatch(text: string, wanted: Wanted, whole: boolean): ErasedBatch {
  const lines = text.split('\n').map(readLine);
  const holding = lines.filter(isPart).filter(({ part }) => holdsOne(part, wanted));
  const gone = new Set(holding.map(({ number }) => number));
  const entries = lines.filter(isEntry);
  const held = new Set(entries.filter((entry) => numbersOf(entry).some((number) => gone.has(number))));
  if (whole) {
    const kept = new Set(entries.filter((entry) => !held.has(entry)).map(({ facts }) => facts));
    for (const entry of held) if (!kept.has(entry.facts)) for (const number of numbersOf(entry)) gone.add(number);
  }
  const requests = requestsOf(lines);
  const left = lines.map((line) => {
    if (isPart(line) && gone.has(line.number))
      return withoutValues(line, commitmentTo(line.part, requests.get(line.number)));
    return isEntry(line) && gone.has(line.facts) ? withoutRequest(line) : line.text;
  });
  return { text: left.join('\n'), entries: held.size };
}

function sharedDigest(lines: readonly SharingLine[]): string {
  const requests = requestsOf(lines);
  return digestOfShared(
    lines.filter(isPart).map(({ number, part }) => [number, commitmentTo(part, requests.get(number))] as const),
  );
}

/** Ids of requests, by the number of the facts that they are erased with. */
function requestsOf(lines: readonly SharingLine[]): ReadonlyMap<number, readonly string[]> {
  const requests = new Map<number, string[]>();
  for (const { facts, request } of lines.filter(isEntry)) {
    const known = requests.get(facts);
    if (known) known.push(request ?? '');
    else requests.set(facts, [request ?? '']);
  }
  return requests;
}

function numbersOf({ facts, objects }: EntryLine): readonly number[] {
  return [facts, ...objects];
}

function isPart(line: SharingLine): line is PartLine {
  return line.kind === 'facts' || line.kind === 'object';
}

function isEntry(line: SharingLine): line is EntryLine {
  return line.kind === 'entry';
}

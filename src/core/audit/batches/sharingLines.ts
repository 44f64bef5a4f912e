import { crc32 } from 'node:zlib';
import { quoted } from '../../../domain/text/quoted.ts';
import type { Timestamp } from '../../../domain/time.ts';
import type { AuditPart } from '../../../store/ports/upkeep/auditLog.ts';
import { commitmentTo, erased } from '../auditSeal.ts';

/**
 * The lines of a batch: a check of eight characters, then JSON. A part, facts or an object, has a line of its own before the first
 * entry that tells it, and entries tell it by its number: those of a second come from few callers, and often name the same objects.
 *
 * A check finds what was changed by someone who did not think of it; the hash of the batch finds all else.
 */
export type SharingLine = PartLine | EntryLine | NoLine;

export interface PartLine {
  readonly kind: 'facts' | 'object';
  readonly text: string;
  /** Whether it fits the check that stands before it. */
  readonly fits: () => boolean;
  readonly number: number;
  readonly part: AuditPart;
}

export interface EntryLine extends EntryHead {
  readonly kind: 'entry';
  readonly text: string;
  readonly fits: () => boolean;
  /** Null where it was erased, with the facts; undefined where there was none. */
  readonly request: string | null | undefined;
}

/** What cannot be read. */
interface NoLine {
  readonly kind: 'no part' | 'no entry';
  readonly text: string;
}

/** Members of an entry that are never erased. */
export interface EntryHead {
  readonly place: number;
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  /** Number of its facts. */
  readonly facts: number;
  /** Numbers of its objects. */
  readonly objects: readonly number[];
}

const CHECK_CHARACTERS = 8;
const LINE = /^[\w-]{8}\[/m;
/** Of an entry the second member is a time. */
const LINE_OF_A_PART = /^.{0,8}\[?\d+,(\[|"\D)/;
/** Its number, its name, its value and the proof. */
const OBJECT_MEMBERS = 4;

/** False: a batch of before entries shared what they have in common. */
export function isSharing(text: string): boolean {
  return LINE.test(text);
}

/** @param facts as JSON */
export function factsText(number: number, facts: string): string {
  return withSum(`[${number},${facts}]`);
}

/**
 * Its check is the start of the hash that stands for it, which is there anyway.
 * @param object as JSON
 */
export function objectText(number: number, object: string, commitment: string): string {
  return `${commitment.slice(0, CHECK_CHARACTERS)}[${number},${object.slice(1)}`;
}

/** @param ofName JSON of an action or operation, of which there are few */
export function headText(
  { place, time, action, operation, status, facts, objects }: EntryHead,
  ofName: (name: string) => string = quoted,
): string {
  return `${place},${quoted(time)},${ofName(action)},${ofName(operation)},${status},${facts},[${objects.join(',')}]`;
}

/** The id of an entry's request as it stands behind its head. */
export function requestMember(request: string | undefined): string {
  return request === undefined ? '' : `,${quoted(request)}`;
}

type Facts = [number, AuditPart];
type AnObject = [number, string, string | null, string];
type Entry = [number, Timestamp, string, string, number, number, number[], (string | null)?];

export function readLine(text: string): SharingLine {
  const [check, body] = [text.slice(0, CHECK_CHARACTERS), text.slice(CHECK_CHARACTERS)];
  try {
    const members = JSON.parse(body) as Facts | AnObject | Entry;
    const fits = () => sumOf(body) === check;
    if (isFacts(members)) return { kind: 'facts', text, fits, number: members[0], part: members[1] };
    if (isObject(members)) {
      const [number, ...part] = members;
      return { kind: 'object', text, fits: () => commitmentTo(part).startsWith(check), number, part };
    }
    const [place, time, action, operation, status, facts, objects, request] = members;
    if (Array.isArray(objects))
      return { kind: 'entry', text, fits, place, time, action, operation, status, facts, objects, request };
  } catch {
    // Not JSON, or JSON of another form.
  }
  return { kind: LINE_OF_A_PART.test(text) ? 'no part' : 'no entry', text };
}

function isFacts(members: Facts | AnObject | Entry): members is Facts {
  return Array.isArray(members[1]);
}

function isObject(members: AnObject | Entry): members is AnObject {
  return members.length === OBJECT_MEMBERS;
}

/**
 * The line of a part without its values; what did not fit its check does not fit it afterwards either.
 * @param commitment the hash that stands for it
 */
export function withoutValues({ kind, text, fits, number, part }: PartLine, commitment: string): string {
  const left = erased(part, commitment);
  if (kind === 'object') return text.slice(0, CHECK_CHARACTERS) + JSON.stringify([number, ...left]);
  return rewritten(text, fits(), JSON.stringify([number, left]));
}

/** The line of an entry without the id of its request. */
export function withoutRequest(line: EntryLine): string {
  return line.request === undefined ? line.text : rewritten(line.text, line.fits(), `[${headText(line)},null]`);
}

function rewritten(former: string, fits: boolean, body: string): string {
  return fits ? withSum(body) : former.slice(0, CHECK_CHARACTERS) + body;
}

function withSum(body: string): string {
  return sumOf(body) + body;
}

/** The check of a line of facts or of an entry; of entries, `GrowingLines` makes it. */
function sumOf(body: string): string {
  return crc32(body).toString(16).padStart(CHECK_CHARACTERS, '0');
}

import { createHmac, hash, randomBytes } from 'node:crypto';
import { quoted } from '../../domain/text/quoted.ts';
import type { AuditPart, FormerEntry } from '../../store/ports/upkeep/auditLog.ts';

/** Makes and checks the hashes of the audit log. */
export interface AuditSeal {
  /** The text of facts, names and values by turns, with a salt of their own. */
  close(facts: readonly string[]): string;
  /**
   * The hash of a batch of so many entries behind that hash, at that place.
   * @param digest over its entries
   * @param shared over what they share, where they do
   */
  link(before: string, first: number, count: number, digest: string, shared: string | undefined): string;
  /** The hash of an entry of former times, at that place behind that hash. */
  formerLink(before: string, seq: number, entry: FormerEntry): string;
}

const SALT_BYTES = 12;
/** Random bytes are cheap by the thousand. */
const SALTS_AT_ONCE = 256;

/** @param key with it only those who have it can make a hash; without it whoever can write to the table can */
export function createAuditSeal(key: string | undefined): AuditSeal {
  const keyed = (text: string) =>
    key === undefined ? sha256(text) : createHmac('sha256', key).update(text).digest('base64url');
  const nextSalt = saltsOf();
  return {
    close(facts) {
      let text = '[';
      for (const fact of facts) text += `${quoted(fact)},`;
      return `${text}"${nextSalt()}"]`;
    },
    link: (before, first, count, digest, shared) =>
      keyed(JSON.stringify([before, first, count, digest, ...(shared === undefined ? [] : [shared])])),
    formerLink: (before, seq, { time, action, operation, status, parts }) =>
      keyed(JSON.stringify([before, seq, time, action, operation, status, parts.map((part) => commitmentTo(part))])),
  };
}

/** Without the key, which the hash of the batch has: a keyed one takes several times as long. */
export const sha256 = (text: string | Uint8Array) => hash('sha256', text, 'base64url');

/**
 * The hash that stands for facts in the hash of their entry.
 * @param requests ids that are erased with them
 */
export function commitmentTo(part: AuditPart, requests: readonly string[] = []): string {
  return isErased(part) ? (part.at(-1) ?? '') : commitmentToText(JSON.stringify(part), requests);
}

/** The same for facts that are JSON already. */
export function commitmentToText(part: string, requests: readonly string[] = []): string {
  return sha256(requests.length === 0 ? part : `${part}\n${requests.join('\n')}`);
}

/** What is left of facts when their values are erased: the hashes of the log still hold. */
export function erased(part: AuditPart, commitment = commitmentTo(part)): AuditPart {
  if (isErased(part)) return part;
  const names = part.slice(0, -1).map((text, index) => (index % 2 === 0 ? text : null));
  return [...names, commitment];
}

/** Facts by their names. */
export function factsOf(part: AuditPart): readonly (readonly [name: string, value: string | null])[] {
  const facts: [string, string | null][] = [];
  for (let at = 0; at + 2 < part.length; at += 2) facts.push([part[at] ?? '', part[at + 1] ?? null]);
  return facts;
}

/** Whether one of its values is wanted. */
export function holdsOne(part: AuditPart, wanted: ReadonlySet<string | null>): boolean {
  return factsOf(part).some(([, value]) => wanted.has(value));
}

/** How many values are no longer there. */
export function erasedIn(parts: readonly AuditPart[]): number {
  return parts.reduce((sum, part) => sum + (isErased(part) ? (part.length - 1) / 2 : 0), 0);
}

function isErased(part: AuditPart): boolean {
  return part[1] === null;
}

function saltsOf(): () => string {
  const characters = (SALT_BYTES * 4) / 3;
  let [salts, at] = ['', 0];
  return () => {
    if (at === salts.length) [salts, at] = [randomBytes(SALT_BYTES * SALTS_AT_ONCE).toString('base64url'), 0];
    at += characters;
    return salts.slice(at - characters, at);
  };
}

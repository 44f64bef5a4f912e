import { compareCandidates, type Decision, type Thresholds } from './compareCandidates.ts';
import { compareEstimates, isEstimate } from './compareEstimates.ts';
import { type Finding, finding } from './finding.ts';

export interface JsonRules {
  readonly thresholds: Thresholds;
  /** Ids of this side as the other knows them: those that requests of the replay have made. */
  readonly toThere: (id: string) => string;
}

export interface Compared {
  readonly findings: readonly Finding[];
  readonly decisions: readonly Decision[];
}

type Json = Readonly<Record<string, unknown>>;

/** Texts that people read; clients should not. */
const TEXTS = new Set(['detail', 'desc', 'link']);
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Compares two answers by what each member means. */
export function compareJson(there: unknown, here: unknown, { thresholds, toThere }: JsonRules): Compared {
  const findings: Finding[] = [];
  const decisions: Decision[] = [];
  const note = (...of: Parameters<typeof finding>) => findings.push(finding(...of));
  compare(there, here, '');
  return { findings, decisions };

  function compare(old: unknown, own: unknown, where: string): void {
    if (Array.isArray(old) && Array.isArray(own)) compareLists(old, own, where);
    else if (isObject(old) && isObject(own)) compareMembers(old, own, where);
    else if (typeOf(old) !== typeOf(own)) note('breaks', 'type', where, old, own);
    else if (old === (typeof own === 'string' ? toThere(own) : own)) return;
    else if (isSameTime(old, own)) note('differs', 'form of a time', where, old, own);
    else note('breaks', 'value', where, old, own);
  }

  function compareMembers(old: Json, own: Json, where: string): void {
    const [names, ownNames] = [Object.keys(old), Object.keys(own)];
    const missing = names.filter((name) => !(name in own));
    const added = ownNames.filter((name) => !(name in old));
    if (missing.length > 0) note('breaks', 'members are missing', where, missing.join(', '), '');
    if (added.length > 0) note('differs', 'members were added', where, '', added.join(', '));
    const common = (list: readonly string[]) => list.filter((name) => name in old && name in own).join(', ');
    if (common(names) !== common(ownNames)) {
      note('differs', 'order of members', where, names.join(', '), ownNames.join(', '));
    }
    for (const name of names.filter((each) => each in own))
      compareMember(name, old[name], own[name], below(where, name));
  }

  function compareMember(name: string, old: unknown, own: unknown, where: string): void {
    if (name === 'candidates' && Array.isArray(old) && Array.isArray(own)) compareFound(old, own, where);
    else if (name === 'error_code' && old !== own) note('breaks', 'code', where, old, own);
    else if (isEstimate(name)) findings.push(...compareEstimates(name, old, own, where));
    else if (!TEXTS.has(name) || typeof old !== 'string' || typeof own !== 'string') compare(old, own, where);
    else if (old !== own) note('differs', 'text', where, old, own);
  }

  function compareFound(old: readonly unknown[], own: readonly unknown[], where: string): void {
    const named = own.map((candidate) => (isObject(candidate) ? renamed(candidate) : candidate));
    const { decision, findings: found } = compareCandidates(old, named, where, thresholds);
    decisions.push(decision);
    findings.push(...found);
    const [first, ownFirst] = [old[0], named[0]];
    if (isObject(first) && isObject(ownFirst)) {
      const [names, ownNames] = [Object.keys(first), Object.keys(ownFirst)];
      const missing = names.filter((name) => !ownNames.includes(name));
      if (missing.length > 0) note('breaks', 'members are missing', `${where}[]`, missing.join(', '), '');
    }
  }

  function renamed(candidate: Json): Json {
    const entries = Object.entries(candidate);
    return Object.fromEntries(
      entries.map(([name, value]) => [name, typeof value === 'string' ? toThere(value) : value]),
    );
  }

  function compareLists(old: readonly unknown[], own: readonly unknown[], where: string): void {
    const [names, ownNames] = [old.map(idOf), own.map((item) => mapped(idOf(item)))];
    const isFaces = where.endsWith('faces');
    if (isFaces || !names.concat(ownNames).every((name) => name !== undefined)) {
      if (old.length !== own.length) note(isFaces ? 'decides' : 'breaks', 'number', where, old.length, own.length);
      for (const [at, item] of old.entries()) if (at < own.length) compare(item, own[at], `${where}[]`);
      return;
    }
    const [set, ownSet] = [new Set(names), new Set(ownNames)];
    const missing = names.filter((name) => !ownSet.has(name));
    const added = ownNames.filter((name) => !set.has(name));
    // Links of an object have no order of their own.
    const isLinks = old.concat(own).every((item) => typeof item === 'string');
    if (missing.length > 0 || added.length > 0) note('breaks', 'ids', where, missing.join(', '), added.join(', '));
    else if (names.some((name, at) => ownNames[at] !== name)) {
      note(isLinks ? 'differs' : 'breaks', 'order', where, names.slice(0, 3), ownNames.slice(0, 3));
    }
    const byName = new Map(ownNames.map((name, at) => [name, own[at]]));
    if (isLinks) return;
    for (const [at, name] of names.entries()) {
      if (byName.has(name)) compare(old[at], byName.get(name), `${where}[]`);
    }
  }

  function mapped(id: string | undefined): string | undefined {
    return id === undefined ? undefined : toThere(id);
  }
}

function below(where: string, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What names an item of a list. */
function idOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  return isObject(item) && typeof item.id === 'string' ? item.id : undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isSameTime(old: unknown, own: unknown): boolean {
  if (typeof old !== 'string' || typeof own !== 'string' || !TIME.test(old) || !TIME.test(own)) return false;
  const utc = (text: string) => Date.parse(/Z|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
  return utc(old) === utc(own);
}

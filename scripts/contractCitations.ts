/**
 * Finds where code, tests and documents cite the contract, and whether each citation leads to a heading of docs/contract.
 *
 * A citation is `contract 20`, `contract 00 §9`, `contract 10, 40 §7`; `00 §9` alone is one, too, but `issue 12 §6` is
 * not. Titles of tests may say `[20 errors]` for something on page 20, and `§` with a word of a heading.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from './contractPages.ts';

const PLACES = ['src', 'test', 'scripts', 'bench', 'client', 'docs', '.ci'];
const ENDINGS = ['.ts', '.js', '.md', '.sh', ''];

const REFERENCE = /\d\d(?!\d)(?: §[\w.]*\w)?/.source;
const WORDED = new RegExp(`\\bcontract (${REFERENCE}(?:, ${REFERENCE})*)`, 'gi');
const BARE = new RegExp(`(?<!\\bissue )\\b(${REFERENCE})`, 'g');
const TITLE = /(?<=['"`](?:\[[^\]\n]+\] )*)\[(\d\d)(?= [^\d\]]|\])/g;
/** In brackets nothing but `item 5` of a section or `and …` may follow a citation: no reader could look it up. */
const IN_BRACKETS = /\(contract (\d\d[^)]*)\)/gi;
const WELL_FORMED = new RegExp(`^${REFERENCE}(?:, ${REFERENCE})*(?:(?<=§[\\w.]+) item \\d+|,? and .*|[:;] .*)?$`);
const OTHER_FORM = /\bcontract(?: (?:file|page)|,|:)? \(?\d\d\b(?!\d)/gi;

/** What is wrong with the citations of a text; lines of a comment are read as one. */
export function citationFaults(source: string, pages: readonly Page[]): string[] {
  const text = source.replace(/\n[ \t]*(?:\*|\/\/)(?!\/)[ \t]*/g, ' ');
  const references = [
    ...[...text.matchAll(WORDED)].flatMap(([, list = '']) => list.split(', ')),
    ...[...text.matchAll(BARE)].map(([, reference = '']) => reference).filter((reference) => reference.includes('§')),
    ...[...text.matchAll(TITLE)].map(([, page = '']) => page),
  ];
  const dead = [...new Set(references)].filter((reference) => !resolves(reference, pages));
  const malformed = [
    ...[...text.matchAll(IN_BRACKETS)].map(([, inside = '']) => inside).filter((inside) => !WELL_FORMED.test(inside)),
    ...[...text.matchAll(OTHER_FORM)].map(([all]) => all).filter((all) => !/^contract \d\d$/i.test(all)),
  ];
  return [
    ...dead.map((reference) => `the contract has no ${reference}`),
    ...malformed.map((form) => `no citation of the contract: "${form}"`),
  ];
}

/** Cites what is not there. */
const OWN_TEST = join('scripts', 'contractCitations.test.ts');

/** @returns `path: what is wrong` for each fault below the root. */
export function findCitationFaults(pages: readonly Page[], root = '.'): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const below = PLACES.flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((name) => join(place, name)),
  );
  return [...top, ...below]
    .filter((path) => ENDINGS.includes(extname(path)) && !path.includes('node_modules') && path !== OWN_TEST)
    .flatMap((path) => citationFaults(readText(join(root, path)), pages).map((fault) => `${path}: ${fault}`));
}

function resolves(reference: string, pages: readonly Page[]): boolean {
  const [number, section] = reference.split(' §');
  const page = pages.find((each) => each.number === number);
  if (page === undefined || section === undefined) return page !== undefined;
  return (
    page.sections.has(section) || (/^\D/.test(section) && [...page.sections.values()].some((s) => s.includes(section)))
  );
}

/** A folder has none. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') return '';
    throw error;
  }
}

/**
 * npm run inventory [-- --quiet] [-- --strict]
 *
 * Every known fact of docs/contract and the tests that hold it, as a table. Fails when a named test does not exist, an id comes
 * twice, a fact has neither a test nor a reason why none is possible, or a citation of the contract leads nowhere; with --strict
 * also when a fact has no test yet. A fact is told by a digest: one that is new or has changed fails, too, until somebody has
 * looked at its tests and has put its digest into test/acceptance/inventory.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCitationFaults } from './contractCitations.ts';
import { type Page, readContract } from './contractPages.ts';
import { isTest } from './namedTests.ts';

const INVENTORY = 'test/acceptance/inventory';

interface Entry {
  readonly id: string;
  /** Page of the contract, two digits. */
  readonly page: string;
  /** Of the fact's text there. */
  readonly digest: string;
  readonly fact: string;
  /** `path: title`; none when `fact` is the reason why. */
  readonly tests: readonly string[];
  /** Marked `?`: no test yet. */
  readonly isOpen: boolean;
}

function readEntries(): Entry[] {
  return readdirSync(INVENTORY)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => {
      const [, ...lines] = readFileSync(join(INVENTORY, name), 'utf8').trimEnd().split('\n');
      return lines.map((line) => {
        const [id = '', digest = '', fact = '', tests = ''] = line.split('\t');
        const isOpen = tests === '?';
        const named = isOpen || tests === '-' ? [] : tests.split(' ;; ');
        return { id, page: name.slice(0, 2), digest, fact, tests: named, isOpen };
      });
    });
}

function compareWithContract(entries: readonly Entry[], pages: readonly Page[]): string[] {
  const known = new Set(entries.map(({ page, digest }) => `${page} ${digest}`));
  const found = new Set(pages.flatMap(({ number, facts }) => facts.map(({ digest }) => `${number} ${digest}`)));
  return [
    ...pages.flatMap(({ number, path, facts }) =>
      facts
        .filter(({ digest }) => !known.has(`${number} ${digest}`))
        .map(({ line, digest, text }) => `${path}:${line}: not in the inventory: ${digest} ${text.slice(0, 100)}`),
    ),
    ...entries
      .filter(({ page, digest }) => !found.has(`${page} ${digest}`))
      .map(({ id, digest }) => `${id}: the contract has no ${digest} any more`),
  ];
}

function findFaults(entries: readonly Entry[]): string[] {
  const ids = new Set<string>();
  const faults: string[] = [];
  for (const { id, fact, tests } of entries) {
    if (ids.has(id)) faults.push(`${id} comes twice`);
    ids.add(id);
    if (fact === '') faults.push(`${id} says nothing`);
    for (const test of tests) {
      const cut = test.indexOf(': ');
      if (cut < 0 || !isTest(test.slice(0, cut), test.slice(cut + 2))) faults.push(`${id}: there is no test "${test}"`);
    }
  }
  return faults;
}

const entries = readEntries();
const pages = readContract();
const faults = [...findFaults(entries), ...compareWithContract(entries, pages), ...findCitationFaults(pages)];

if (!process.argv.includes('--quiet')) {
  console.log('| fact | what | tests |\n|---|---|---|');
  for (const { id, fact, tests, isOpen } of entries) {
    console.log(
      `| ${id} | ${fact.replaceAll('|', '\\|')} | ${tests.join('<br>').replaceAll('|', '\\|') || (isOpen ? 'none yet' : 'none possible')} |`,
    );
  }
}
for (const fault of faults) console.error(fault);
const tested = entries.filter(({ tests }) => tests.length > 0).length;
const open = entries.filter(({ isOpen }) => isOpen).length;
const covered = (((entries.length - open) / entries.length) * 100).toFixed(1);
console.log(
  `\n${entries.length} facts: ${tested} held by tests, ${entries.length - tested - open} without one and with the reason, ` +
    `${open} open: ${covered} % covered`,
);
if (faults.length > 0 || (open > 0 && process.argv.includes('--strict'))) process.exitCode = 1;

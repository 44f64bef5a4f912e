/**
 * npm run inventory [-- --quiet] [-- --strict]
 *
 * Every fact of the wire contract and the tests that hold it, as a table. Fails when a named test does not exist, an id
 * comes twice, or a fact has neither a test nor a reason why none is possible; with --strict also when one has no test yet. With CONTRACT_DIR, the folder that the
 * contract is in, it also fails when a row there that is marked as known is not in the inventory, or has changed since:
 * rows are told by a digest, so that nothing of their text is here.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const INVENTORY = 'test/acceptance/inventory';
const MARKED = /\[(src|doc)/;
const RULE = /^\|[\s\-|]+$/;

interface Fact {
  readonly id: string;
  /** Contract file, two digits. */
  readonly file: string;
  /** Digest of the row in the contract; `#2` for the second of two equal ones. */
  readonly row: string;
  readonly fact: string;
  /** `path: title`; none when `fact` is the reason why. */
  readonly tests: readonly string[];
  /** Marked `?`: no test yet. */
  readonly isOpen: boolean;
}

function readFacts(): Fact[] {
  return readdirSync(INVENTORY)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => {
      const [, ...lines] = readFileSync(join(INVENTORY, name), 'utf8').trimEnd().split('\n');
      return lines.map((line) => {
        const [id = '', row = '', fact = '', tests = ''] = line.split('\t');
        const isOpen = tests === '?';
        const named = isOpen || tests === '-' ? [] : tests.split(' ;; ');
        return { id, file: name.slice(0, 2), row, fact, tests: named, isOpen };
      });
    });
}

/** Digests of the rows and sentences of one contract file that carry a mark, or stand in a table whose heading does. */
function markedRows(path: string): string[] {
  const rows: string[] = [];
  let isCode = false;
  let headingIsMarked = false;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const text = line.trim();
    if (text.startsWith('```')) isCode = !isCode;
    if (isCode || text.startsWith('```')) continue;
    const isMarked = MARKED.test(text);
    if (text.startsWith('#')) headingIsMarked = isMarked;
    const isTitle = text.startsWith('| code |') || text.startsWith('| setting');
    const isRow = text.startsWith('|') && !RULE.test(text) && !isTitle;
    if (isMarked || (headingIsMarked && isRow)) rows.push(createHash('sha256').update(text).digest('hex').slice(0, 8));
  }
  return rows.map((row, index) => {
    const earlier = rows.slice(0, index).filter((other) => other === row).length;
    return earlier === 0 ? row : `${row}#${earlier + 1}`;
  });
}

function compareWithContract(facts: readonly Fact[], folder: string): string[] {
  const known = new Set(facts.map(({ file, row }) => `${file} ${row}`));
  const found = new Set<string>();
  for (const name of readdirSync(folder).filter((file) => /^\d\d.*\.md$/.test(file))) {
    for (const row of markedRows(join(folder, name))) found.add(`${name.slice(0, 2)} ${row}`);
  }
  return [
    ...[...found].filter((row) => !known.has(row)).map((row) => `not in the inventory: contract file ${row}`),
    ...[...known].filter((row) => !found.has(row)).map((row) => `no such row in the contract: file ${row}`),
  ];
}

function findFaults(facts: readonly Fact[]): string[] {
  const sources = new Map<string, string>();
  const ids = new Set<string>();
  const faults: string[] = [];
  for (const { id, fact, tests } of facts) {
    if (ids.has(id)) faults.push(`${id} comes twice`);
    ids.add(id);
    if (fact === '') faults.push(`${id} says nothing`);
    for (const test of tests) {
      const cut = test.indexOf(': ');
      const [path, title] = [test.slice(0, cut), test.slice(cut + 2)];
      if (!sources.has(path)) sources.set(path, existsSync(path) ? readFileSync(path, 'utf8') : '');
      const quoted = ["'", '"', '`'].some((quote) => sources.get(path)?.includes(`${quote}${title}${quote}`));
      if (cut < 0 || !quoted) faults.push(`${id}: there is no test "${test}"`);
    }
  }
  return faults;
}

const facts = readFacts();
const faults = findFaults(facts);
const folder = process.env.CONTRACT_DIR;
if (folder) faults.push(...compareWithContract(facts, folder));

if (!process.argv.includes('--quiet')) {
  console.log('| fact | what | tests |\n|---|---|---|');
  for (const { id, fact, tests, isOpen } of facts) {
    console.log(
      `| ${id} | ${fact.replaceAll('|', '\\|')} | ${tests.join('<br>').replaceAll('|', '\\|') || (isOpen ? 'none yet' : 'none possible')} |`,
    );
  }
}
for (const fault of faults) console.error(fault);
const tested = facts.filter(({ tests }) => tests.length > 0).length;
const open = facts.filter(({ isOpen }) => isOpen).length;
const covered = (((facts.length - open) / facts.length) * 100).toFixed(1);
console.log(
  `\n${facts.length} facts: ${tested} held by tests, ${facts.length - tested - open} without one and with the reason, ` +
    `${open} open: ${covered} % covered${folder ? ', compared with the contract' : ''}`,
);
if (faults.length > 0 || (open > 0 && process.argv.includes('--strict'))) process.exitCode = 1;

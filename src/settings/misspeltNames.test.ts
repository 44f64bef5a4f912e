import fc from 'fast-check';
import { expect, it } from 'vitest';
import { misspeltNames } from './misspeltNames.ts';
import { settingList } from './schema.ts';

const KNOWN = settingList.map(({ name }) => name);

it.each([
  ['DATADIR', 'DATA_DIR'],
  ['data_dir', 'DATA_DIR'],
  ['DATA-DIR', 'DATA_DIR'],
  ['DATA_DRI', 'DATA_DIR'],
  ['DBTYPE', 'DB_TYPE'],
  ['DB_PASWORD', 'DB_PASSWORD'],
  ['ADMIN_KEYS', 'ADMIN_KEY'],
  ['COMPATABILITY', 'COMPATIBILITY'],
])('%s means %s', (name, meant) => {
  expect(misspeltNames([name], KNOWN)).toEqual([{ name, meant }]);
});

it('leaves names of others alone', () => {
  const others = [
    'HOME',
    'HOSTNAME',
    'Host',
    'port',
    'PORTS',
    'DB_HOSTS',
    'DB_USERNAME',
    'LOGNAME',
    'DATA',
    'PWD',
    '_',
  ];
  expect(misspeltNames(others, KNOWN)).toEqual([]);
});

it('takes no setting for another one misspelt', () => {
  expect(misspeltNames(KNOWN, KNOWN)).toEqual([]);
});

it('takes a name with one letter too many, too few or another, or two neighbours changed, and no other', () => {
  const text = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), minLength: 7, maxLength: 9 });
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (meant, first, second) => {
      const once = pick(slipsOf(meant), first);
      for (const written of [once, pick(slipsOf(once), second)]) {
        const isTaken = written !== meant && slipsOf(meant).has(written);
        expect(misspeltNames([written], [meant])).toEqual(isTaken ? [{ name: written, meant }] : []);
      }
    }),
    { numRuns: 1000 },
  );
});

function pick(slips: ReadonlySet<string>, index: number): string {
  return [...slips][index % slips.size] as string;
}

/** All that one slip makes of a name of the letters A, B and C. */
function slipsOf(meant: string): ReadonlySet<string> {
  const slips = new Set<string>();
  for (let at = 0; at <= meant.length; at++) {
    const [before, letter = '', next = '', after] = [meant.slice(0, at), meant[at], meant[at + 1], meant.slice(at + 1)];
    slips.add(before + after);
    slips.add(before + next + letter + meant.slice(at + 2));
    for (const other of 'ABC') slips.add(before + other + letter + after).add(before + other + after);
  }
  return slips;
}

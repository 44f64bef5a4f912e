import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** Sources directly in one folder, tests and README apart: more are not seen at a glance. */
const MOST_FILES = 12;
const MOST_LINES = 300;
/** Share of all lines that one room may have. */
const LARGEST_ROOM = 0.2;

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly lines: number;
}

function sourcesUnder(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.ts$/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => statSync(join(ROOT, path)).isFile())
    .map((path) => ({
      path,
      folder: join(path, '..'),
      lines: readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1,
    }));
}

/** Sums by name, largest first. */
function sums(pairs: readonly (readonly [name: string, count: number])[]): [string, number][] {
  const total = new Map<string, number>();
  for (const [name, count] of pairs) total.set(name, (total.get(name) ?? 0) + count);
  return [...total].sort(([, one], [, other]) => other - one);
}

/** Written by a script, or a table of words in one language. */
const isTable = ({ path }: Source) => /expectedSchema\.ts$|console\/src\/words\//.test(path);

describe('the house', () => {
  const sources = [...sourcesUnder('src'), ...sourcesUnder('console/src')];

  test(`no source has more than ${MOST_LINES} lines`, () => {
    const long = sources.filter((source) => source.lines > MOST_LINES && !isTable(source));
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  test(`no folder has more than ${MOST_FILES} sources directly in it`, () => {
    const files = sums(sources.map(({ folder }) => [folder, 1]));
    const full = files.filter(([, count]) => count > MOST_FILES);
    expect(full).toEqual([]);
  });

  test(`no room has more than ${LARGEST_ROOM * 100} % of the lines`, () => {
    const inSrc = sources.filter(({ path }) => path.startsWith('src/'));
    const all = inSrc.reduce((sum, { lines }) => sum + lines, 0);
    const rooms = sums(inSrc.map(({ path, lines }) => [path.split('/')[1] ?? '', lines / all]));
    const large = rooms.filter(([, share]) => share > LARGEST_ROOM);
    expect(large).toEqual([]);
  });
});

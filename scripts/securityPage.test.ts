import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../src/settings/schema.ts';
import { isTest } from './namedTests.ts';

const page = readFileSync(join(import.meta.dirname, '../docs/security.md'), 'utf8');
/** Rows of what is promised to whom, without those of the heads. */
const promises = page
  .split('\n')
  .filter((line) => /^\| [^|]+ \| [^|]+ \| [^|]+ \|$/.test(line) && !line.includes('| shown by |'));

/** Tests that a text names: a file, then one or more titles of it. */
function testsIn(text: string): (readonly [path: string, title: string])[] {
  return [...text.matchAll(/`([\w/.-]+\.test\.ts)`:((?:;? "[^"]+")+)/g)].flatMap(([, path = '', titles = '']) =>
    [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => [path, title] as const),
  );
}

describe('the threat model', () => {
  test('each promise has a test', () => {
    expect(promises.length).toBeGreaterThan(40);
    expect(promises.filter((row) => testsIn(row).length === 0)).toEqual([]);
  });

  test('no file of tests is named without a title', () => {
    const files = [...page.matchAll(/`[\w/.-]+\.test\.ts`/g)].length;
    expect(new Set(testsIn(page).map(([path]) => path)).size).toBeGreaterThan(30);
    expect([...page.matchAll(/`[\w/.-]+\.test\.ts`: "/g)].length).toBe(files);
  });

  test.each(testsIn(page))('%s has "%s"', (path, title) => expect(isTest(path, title)).toBe(true));

  test('names settings that exist', () => {
    const named = [...page.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+|REGISTRATION)(?:=\w+)?`/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(20);
    const known = Object.keys(settingsSchema.properties);
    // A secret may be in a file of its own.
    expect(named.filter((name = '') => !known.includes(name) && !known.includes(name.replace(/_FILE$/, '')))).toEqual(
      [],
    );
  });
});

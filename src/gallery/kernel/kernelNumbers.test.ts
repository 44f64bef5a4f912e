import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BLOCK_ROWS, STREAM_ROWS } from '../rows/blockLayout.ts';
import { UUID_WORDS } from '../rows/uuidWords.ts';
import { BATCH_BLOCKS, SEARCH_FIELDS } from './scratch.ts';

/** The compiler of the kernel cannot import what the host is written in: each side says it, and neither is right alone. */
const sourceOf = (name: string) => readFileSync(join(import.meta.dirname, 'assembly', `${name}.ts`), 'utf8');

test.each([
  ['search', 'BLOCK_ROWS', BLOCK_ROWS],
  ['search', 'BATCH_BLOCKS', BATCH_BLOCKS],
  ['search', 'KEY_BYTES', UUID_WORDS * 4],
  ['scores', 'STREAM_ROWS', STREAM_ROWS],
])('assembly/%s.ts and the host agree on %s', (file, name, value) => {
  const [, written] = new RegExp(`const ${name}: \\w+ = (\\d+);`).exec(sourceOf(file)) ?? [];
  expect(Number(written)).toBe(value);
});

test('the class Search has the fields of the host, in their order', () => {
  const [, body = ''] = /class Search \{([^}]*)\}/.exec(sourceOf('search')) ?? [];
  const fields = [...body.matchAll(/^ {2}(\w+): \w+;$/gm)].map(([, name]) => name);
  expect(fields).toEqual([...SEARCH_FIELDS]);
});

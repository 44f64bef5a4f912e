import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './jsonBody.ts';
import { isModestJson } from './jsonShape.ts';

const bytes = (text: string) => Buffer.from(text);
const LONG = 60_000;

test.each([
  ['deep arrays', '['.repeat(LONG) + ']'.repeat(LONG)],
  ['deep objects', `${'{"":'.repeat(LONG)}1${'}'.repeat(LONG)}`],
  ['many numbers', `[${'1,'.repeat(LONG)}1]`],
  ['many objects', `{"a":[${'{},'.repeat(LONG)}{}]}`],
])('%s are refused before they are parsed', (_what, text) => {
  expect(isModestJson(bytes(text))).toBe(false);
  expect(() => parseJson(bytes(text))).toThrow(
    expect.objectContaining({ entry: expect.objectContaining({ code: 12002 }) }),
  );
});

test.each([
  ['brackets in a string', JSON.stringify({ a: '[{,'.repeat(LONG) })],
  ['quotes and backslashes in a string', JSON.stringify({ a: '\\"[{,'.repeat(LONG), b: '\\' })],
  ['as many ids as a megabyte holds', JSON.stringify(Array(26_000).fill('16fd2706-8baf-433b-82eb-8c7fada847da'))],
  ['a short one, however deep', '['.repeat(1000) + ']'.repeat(1000)],
])('%s is taken', (_what, text) => {
  expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
});

test('any JSON of moderate size is taken', () => {
  const padding = 'x'.repeat(LONG);
  fc.assert(
    fc.property(fc.json({ maxDepth: 20 }), (text) => {
      expect(isModestJson(bytes(`[${JSON.stringify(padding)},${text}]`))).toBe(true);
    }),
  );
});

import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingLines } from './growingLines.ts';

const line = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'é', '人', '😀', '人'.repeat(20_000)),
);
const checkOf = (text: string) => crc32(text).toString(16).padStart(8, '0');

test('holds the lines as UTF-8, entries behind their checks, and gives the heads of entries', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(line, fc.option(line, { nil: undefined })), { minLength: 1 }), (added) => {
      const lines = new GrowingLines();
      const [wanted, heads]: [string[], string[]] = [[], []];
      for (const [text, rest] of added) {
        if (rest === undefined) lines.add(text);
        else lines.addEntry(text, rest);
        const body = `[${text}${rest}]`;
        wanted.push(rest === undefined ? text : checkOf(body) + body);
        if (rest !== undefined) heads.push(`${text}\n`);
      }
      const finished = lines.finish();
      expect(finished.text).toBe(wanted.join('\n'));
      expect(finished.heads.equals(Buffer.from(heads.join('')))).toBe(true);
    }),
  );
});

test('is empty before the first line', () => {
  const { text, heads } = new GrowingLines().finish();
  expect([text, heads.length]).toEqual(['', 0]);
});

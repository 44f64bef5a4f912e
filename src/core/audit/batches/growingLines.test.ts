import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingLines } from './growingLines.ts';

const line = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'é', '人', '😀', '人'.repeat(20_000)),
);
const CHECK = '0123abcd';

test('holds the lines as UTF-8, those that have a check behind it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(line, fc.boolean()), { minLength: 1 }), (added) => {
      const lines = new GrowingLines();
      for (const [text, isChecked] of added) lines.add(text, isChecked ? CHECK : undefined);
      const wanted = added.map(([text, isChecked]) => (isChecked ? CHECK + text : text));
      expect(lines.text).toBe(wanted.join('\n'));
      expect(lines.bytes.equals(Buffer.from(`${wanted.join('\n')}\n`))).toBe(true);
    }),
  );
});

test('is empty before the first line', () => {
  const { text, bytes } = new GrowingLines();
  expect([text, bytes.length]).toEqual(['', 0]);
});

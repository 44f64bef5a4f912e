import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '\n', '\u2028', '\ud800', ''),
);

test('a text is quoted as JSON does', () => {
  fc.assert(fc.property(anyText, (text) => void expect(quoted(text)).toBe(JSON.stringify(text))));
});

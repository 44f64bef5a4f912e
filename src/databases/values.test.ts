import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnstorableText } from '../domain/errors.ts';
import { formatMicroseconds } from '../domain/time.ts';
import { parseBytes, parseTimestamp, requireStorable } from './values.ts';

/** As Postgres writes a BYTEA with `bytea_output = escape`. */
function escapedForm(bytes: Uint8Array): string {
  const each = (byte: number) => {
    if (byte === 92) return '\\\\';
    return byte < 32 || byte > 126 ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
  };
  return [...bytes].map(each).join('');
}

describe('values on their way to and from Postgres', () => {
  it('reads every time as it was written', () => {
    // 1970 to 2200 in microseconds.
    const times = fc.integer({ min: 0, max: 7_258_118_400_000_000 });
    fc.assert(
      fc.property(times, (microseconds) => {
        const written = formatMicroseconds(microseconds);
        const [day, time] = written.slice(0, -1).split('T') as [string, string];
        // The server leaves trailing zeros out, and the point with them.
        const shown = `${day} ${time.replace(/\.?0+$/, (end) => (time.includes('.') ? '' : end))}`;
        expect(parseTimestamp(shown)).toBe(written);
      }),
    );
  });

  it.each(['23/11/2026 09:00:00', '2026-11-23 09:00:00 BC', '2026-11-23', 'infinity', ''])(
    'refuses a time in another style: %s',
    (text) => {
      expect(() => parseTimestamp(text)).toThrow('DateStyle');
    },
  );

  it('reads bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(new Uint8Array(parseBytes(`\\x${Buffer.from(bytes).toString('hex')}`))).toEqual(bytes);
        expect(new Uint8Array(parseBytes(escapedForm(bytes)))).toEqual(bytes);
      }),
    );
  });

  it('lets through whatever UTF-8 keeps, and nothing else', () => {
    const text = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('\0', '\ud800', '\udfff')),
    });
    fc.assert(
      fc.property(text, (value) => {
        const kept = Buffer.from(value, 'utf8').toString('utf8') === value && !value.includes('\0');
        if (kept) expect(() => requireStorable([1, value, null])).not.toThrow();
        else expect(() => requireStorable([value])).toThrow(UnstorableText);
      }),
    );
  });
});

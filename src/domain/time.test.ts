import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock, formatMicroseconds } from './time.ts';

test('a clock never gives a time twice, and later times sort later as text', () => {
  const clock = createClock('UTC');
  const times = Array.from({ length: 5000 }, clock);
  expect([...times].sort()).toEqual(times);
  expect(new Set(times).size).toBe(times.length);
});

test('a time has six decimals and keeps its microseconds', () => {
  expect(formatMicroseconds(1525958685813042)).toBe('2018-05-10T13:24:45.813042Z');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4102444800000000 }), (microseconds) => {
      const text = formatMicroseconds(microseconds);
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(Date.parse(text) * 1000 + Number(text.slice(23, 26))).toBe(microseconds);
    }),
  );
});

import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createClock, createTimeText, formatMicroseconds, secondsBefore, TIME_PATTERN } from './time.ts';

test('a clock never gives a time twice, and later times sort later as text', () => {
  const clock = createClock('UTC');
  const times = Array.from({ length: 5000 }, clock);
  expect([...times].sort()).toEqual(times);
  expect(new Set(times).size).toBe(times.length);
});

afterEach(() => void vi.useRealTimers());

test.each(['UTC', 'LOCAL'] as const)('a %s clock follows the system clock forward and back again', (zone) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const at = (text: string) => {
    vi.setSystemTime(new Date(text));
    const time = createClock(zone)();
    return { given: clock(), true: time };
  };
  const clock = createClock(zone);
  for (const time of ['2026-07-01T12:00:00Z', '2031-07-01T12:00:00Z', '2026-07-01T12:00:05Z', '2026-07-01T12:00:06Z']) {
    const { given, true: expected } = at(time);
    expect(given).toBe(expected);
  }
});

test('a small step back changes the order of nothing, and neither do many times within one tick', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const clock = createClock('UTC');
  const times: string[] = [];
  vi.setSystemTime(new Date('2026-07-01T12:00:00.000Z'));
  // 20 ms, in microseconds.
  for (let row = 0; row < 20_000; row++) times.push(clock());
  for (const time of ['2026-07-01T12:00:00.050Z', '2026-07-01T12:00:00.001Z', '2026-07-01T12:00:00.002Z']) {
    vi.setSystemTime(new Date(time));
    times.push(clock());
  }
  expect(times.every((time, row) => row === 0 || time > (times[row - 1] ?? ''))).toBe(true);
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

test('a time so many seconds before another one is a time, whatever the seconds', () => {
  const time = formatMicroseconds(1525958685813042);
  expect(secondsBefore(time, 0.0005)).toBe('2018-05-10T13:24:45.812000Z');
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (seconds) => {
      const before = secondsBefore(time, seconds);
      expect(before).toMatch(new RegExp(TIME_PATTERN));
      expect(Math.abs(Date.parse(time) - Date.parse(before) - seconds * 1000)).toBeLessThanOrEqual(0.51);
    }),
  );
});

test('texts of times are those of Date, in whatever order', () => {
  const text = createTimeText();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4102444800000 }), fc.integer({ min: 0, max: 2000 }), (time, later) => {
      for (const each of [time, time + later]) expect(`${text(each)}Z`).toBe(new Date(each).toISOString());
    }),
  );
});

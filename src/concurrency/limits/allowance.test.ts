import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQuota, createRate } from './allowance.ts';

describe('a rate', () => {
  test('lets a burst through, then one each interval, and says how long to wait', () => {
    let time = 0;
    const rate = createRate(2, 3, () => time);
    expect([rate.take('a'), rate.take('a'), rate.take('a')]).toEqual([0, 0, 0]);
    expect(rate.take('a')).toBeCloseTo(0.5);
    expect(rate.take('b')).toBe(0);
    time = 500;
    expect(rate.take('a')).toBe(0);
    expect(rate.take('a')).toBeCloseTo(0.5);
  });

  test('never lets more through than burst and rate give, however they come', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 });
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        (pauses, perSecond, burst) => {
          let time = 0;
          const rate = createRate(perSecond, burst, () => time);
          let taken = 0;
          for (const pause of pauses) {
            time += pause;
            if (rate.take('a') === 0) taken++;
          }
          expect(taken).toBeLessThanOrEqual(burst + Math.floor((time / 1000) * perSecond + 1e-6));
        },
      ),
    );
  });

  test('whoever waits as long as he was told is let through', () => {
    let time = 0;
    const rate = createRate(3, 1, () => time);
    for (let index = 0; index < 100; index++) {
      const seconds = rate.take('a');
      time += seconds * 1000;
      if (seconds > 0) expect(rate.take('a')).toBe(0);
    }
  });
});

describe('a quota', () => {
  test('begins with the first and is whole again after its period', () => {
    let time = 1000;
    const quota = createQuota(2, 60, () => time);
    expect([quota.take('a'), quota.take('a')]).toEqual([0, 0]);
    time += 20_000;
    expect(quota.take('a')).toBeCloseTo(40);
    expect(quota.take('b')).toBe(0);
    time += 40_000;
    expect([quota.take('a'), quota.take('a')]).toEqual([0, 0]);
  });
});

test('the memory is bounded: the longest unused key is forgotten', () => {
  const quota = createQuota(1, 1000, () => 0);
  quota.take('first');
  for (let index = 0; index < 50_000; index++) quota.take(String(index));
  expect(quota.take('first')).toBe(0);
  expect(quota.take('49999')).toBeGreaterThan(0);
});

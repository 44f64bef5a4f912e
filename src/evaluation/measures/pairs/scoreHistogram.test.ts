import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ScoreHistogram } from './scoreHistogram.ts';

const cosines = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 });

it('leaves no more above a threshold than it was asked for', () => {
  fc.assert(
    fc.property(cosines, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const histogram = new ScoreHistogram();
      for (const value of values) histogram.add(value);
      const threshold = histogram.thresholdOf(share);
      expect(values.filter((value) => value >= threshold + 1e-9).length).toBeLessThanOrEqual(share * values.length);
      expect(histogram.atLeast(-1)).toBe(values.length);
    }),
  );
});

it('counts its tail downwards', () => {
  const histogram = new ScoreHistogram();
  for (const value of [0.1, 0.5, 0.5, -0.3]) histogram.add(value);
  expect([...histogram.tail()].map(({ atLeast }) => atLeast)).toEqual([2, 3, 4]);
  expect(histogram.atLeast(0.4)).toBe(2);
  expect(histogram.shares(2)).toEqual([0.25, 0.75]);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOffDelays } from './backOff.ts';

function take(count: number, first: number, longest: number, random: () => number): number[] {
  const generator = backOffDelays({ firstMs: first, longestMs: longest }, random);
  return Array.from({ length: count }, () => generator.next().value);
}

it('grows from the first to the longest', () => {
  expect(take(6, 50, 250, () => 1)).toEqual([50, 75, 112.5, 168.75, 250, 250]);
});

it('grows as it is told', () => {
  const delays = backOffDelays({ firstMs: 100, longestMs: 500, growth: 2 }, () => 1);
  expect(Array.from({ length: 4 }, () => delays.next().value)).toEqual([100, 200, 400, 500]);
});

it('is cut by up to a half at random, and never beyond its bounds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (first, longest, random) => {
        for (const delay of take(20, first, longest, () => random)) {
          expect(delay).toBeLessThanOrEqual(longest);
          expect(delay).toBeGreaterThanOrEqual(Math.min(first, longest) / 2);
        }
      },
    ),
  );
});

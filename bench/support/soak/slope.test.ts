import { expect, it } from 'vitest';
import { floorsOf, slopeOf } from './slope.ts';

it('finds a slope among jumps', () => {
  const samples = Array.from({ length: 60 }, (_, x) => ({ x, y: 100 + 2 * x + (x % 7 === 0 ? 50 : 0) }));
  expect(slopeOf(samples)).toBeCloseTo(2, 6);
  expect(slopeOf(samples.map(({ x }) => ({ x, y: x === 30 ? 1e6 : 5 })))).toBe(0);
  expect(slopeOf([{ x: 1, y: 1 }])).toBe(0);
});

it('keeps the floor between collections', () => {
  const samples = Array.from({ length: 12 }, (_, x) => ({ x, y: 100 + (x % 3) * 40 + x }));
  expect(floorsOf(samples, 3).map(({ y }) => y)).toEqual([100, 103, 106, 109]);
});

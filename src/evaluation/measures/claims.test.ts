import { expect, it } from 'vitest';
import { canClaim, percentiles, wilson } from './claims.ts';

it('claims nothing that three errors would not show', () => {
  expect(canClaim(1e-5, 300_000)).toBe(true);
  expect(canClaim(1e-6, 300_000)).toBe(false);
});

it('gives the interval of Wilson, also where nothing went wrong', () => {
  expect(wilson(0, 100)).toEqual({ value: 0, low: 0, high: expect.closeTo(0.037, 3) });
  expect(wilson(10, 100)).toEqual({ value: 0.1, low: expect.closeTo(0.055, 3), high: expect.closeTo(0.174, 3) });
  expect(wilson(100, 100).high).toBe(1);
  expect(wilson(0, 0).high).toBe(1);
});

it('cuts off a fortieth at either end', () => {
  const values = Array.from({ length: 201 }, (_, index) => index / 200);
  expect(percentiles(values)).toEqual({ low: 0.025, high: 0.975 });
});

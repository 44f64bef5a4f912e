import { expect, it } from 'vitest';
import { mirror } from './mirror.ts';

it('mirrors each row of each plane', () => {
  const planes = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  expect([...mirror(planes, 2, { arrangement: 'planar' })]).toEqual([2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11]);
});

it('keeps the colours of interleaved pixels together', () => {
  const pixels = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  expect([...mirror(pixels, 2, { arrangement: 'interleaved' })]).toEqual([4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
});

it('is undone by itself', () => {
  const crop = Float32Array.from({ length: 5 * 4 * 3 }, (_, index) => index);
  for (const arrangement of ['planar', 'interleaved'] as const) {
    expect(mirror(mirror(crop, 5, { arrangement }), 5, { arrangement })).toEqual(crop);
  }
});

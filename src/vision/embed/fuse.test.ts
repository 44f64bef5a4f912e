import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalise } from './embedder.ts';
import { fuse } from './fuse.ts';

const vector = (length: number) =>
  fc
    .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length })
    .filter((values) => Math.hypot(...values) > 0.1)
    .map((values) => Float32Array.from(values));
const pair = fc.tuple(vector(8), vector(3));
const cosine = (a: Float32Array, b: Float32Array) => {
  const [one, other] = [normalise(a), normalise(b)];
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
};

it('has the weighted mean of the cosines of its parts, and length 1', () => {
  fc.assert(
    fc.property(pair, pair, fc.double({ min: 0.1, max: 2, noNaN: true }), (one, other, weight) => {
      const [a, b] = [one, other].map(([first, second]) =>
        fuse([
          { vector: first, weight: 1 },
          { vector: second, weight },
        ]),
      ) as [Float32Array, Float32Array];
      const mean = (cosine(one[0], other[0]) + weight * cosine(one[1], other[1])) / (1 + weight);
      expect(cosine(a, b)).toBeCloseTo(mean, 5);
      expect(a).toHaveLength(11);
      expect(Math.hypot(...a)).toBeCloseTo(1, 6);
    }),
  );
});

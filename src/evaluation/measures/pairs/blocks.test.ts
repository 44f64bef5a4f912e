import { expect, it } from 'vitest';
import { eachPair } from './blocks.ts';

it.each([0, 1, 2, 5, 127, 128, 129, 300])('gives every pair of %i rows once, with its product', async (rows) => {
  const dimension = 5;
  const vectors = Float32Array.from({ length: rows * dimension }, (_, index) => Math.fround(Math.sin(index * 1.7)));
  const read = async (start: number, count: number) => vectors.slice(start * dimension, (start + count) * dimension);
  const seen = new Set<string>();
  const shares: number[] = [];
  await eachPair(
    { rows, dimension, read },
    (first, second, product) => {
      expect(first).toBeLessThan(second);
      seen.add(`${first} ${second}`);
      let expected = 0;
      for (let k = 0; k < dimension; k++) {
        expected += (vectors[first * dimension + k] ?? 0) * (vectors[second * dimension + k] ?? 0);
      }
      if (Math.abs(product - expected) > 1e-9) throw new Error(`${first} ${second}: ${product}`);
    },
    (share) => shares.push(share),
  );
  expect(seen.size).toBe(Math.abs((rows * (rows - 1)) / 2));
  if (rows > 1) expect(shares.at(-1)).toBe(1);
});

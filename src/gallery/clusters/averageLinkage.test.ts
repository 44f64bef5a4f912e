import { expect, it } from 'vitest';
import { gaussSource, randomSource, randomVector, variation } from '../../../test/support/vectors.ts';
import { averageLinkage } from './averageLinkage.ts';
import { nearPairs } from './nearPairs.ts';

const DIMENSION = 64;

const group = (rows: readonly Float32Array[], threshold: number) => {
  const vectors = new Float32Array(rows.length * DIMENSION);
  for (const [index, row] of rows.entries()) {
    const length = Math.hypot(...row);
    vectors.set(
      row.map((value) => value / length),
      index * DIMENSION,
    );
  }
  return averageLinkage(vectors, DIMENSION, threshold, (means, rules) =>
    nearPairs(means, DIMENSION, rules, () => undefined),
  );
};

it('finds the identities of faces that vary, with many copies of some', async () => {
  const gauss = gaussSource(randomSource(7));
  const rows: Float32Array[] = [];
  const truth: number[] = [];
  for (let person = 0; person < 60; person++) {
    const identity = randomVector(DIMENSION, gauss);
    for (let picture = 0; picture < 1 + (person % 5); picture++) {
      const face = variation(identity, gauss, 0.6);
      const copies = person === 7 ? 100 : 1;
      for (let copy = 0; copy < copies; copy++) {
        rows.push(variation(face, gauss, 0.05));
        truth.push(person);
      }
    }
  }
  const found = await group(rows, 0.5);
  const pairs = (labels: ArrayLike<number>) => {
    const same = new Set<string>();
    for (let one = 0; one < rows.length; one++) {
      for (let other = one + 1; other < rows.length; other++) {
        if (labels[one] === labels[other]) same.add(`${one} ${other}`);
      }
    }
    return same;
  };
  expect(pairs(found)).toEqual(pairs(truth));
});

it('makes no group of a chain in which only neighbours are alike', async () => {
  const rows = Array.from({ length: 12 }, (_, index) => {
    const row = new Float32Array(DIMENSION);
    row[index] = 1;
    row[index + 1] = 1;
    return row;
  });
  const found = await group(rows, 0.4);
  expect(new Set(found).size).toBeGreaterThanOrEqual(6);
});

it('has no groups of nothing, and leaves a face without direction alone', async () => {
  expect([...(await group([], 0.5))]).toEqual([]);
  const row = new Float32Array(DIMENSION);
  row[0] = 1;
  const vectors = new Float32Array(2 * DIMENSION);
  vectors.set(row);
  const found = await averageLinkage(vectors, DIMENSION, 0.5, (means, rules) =>
    nearPairs(means, DIMENSION, rules, () => undefined),
  );
  expect([...found]).toEqual([0, 1]);
});

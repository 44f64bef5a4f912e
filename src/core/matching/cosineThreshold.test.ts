import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSimilarity } from '../../vision/find/similarity.ts';
import { cosineThreshold } from './cosineThreshold.ts';

const similarity = createSimilarity({ middle: 0.35, steepness: 12 });

it('is the place where a similarity begins', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (threshold) => {
      const cosine = cosineThreshold(similarity, threshold);
      expect(cosine === -1 || similarity(cosine) < threshold).toBe(true);
      expect(similarity(cosine + 1e-9) >= threshold || threshold > similarity(1 - 1e-9)).toBe(true);
    }),
  );
});

it.each([
  [0, -1],
  [1, 1],
])('reaches the end of the scale: %f', (threshold, cosine) => {
  expect(cosineThreshold(similarity, threshold)).toBeCloseTo(cosine, 5);
});

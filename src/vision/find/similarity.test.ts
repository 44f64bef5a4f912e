import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMBEDDERS } from '../embed/embedders.ts';
import { createSimilarity } from './similarity.ts';

const cosine = fc.double({ min: -1.001, max: 1.001, noNaN: true });

describe.each(Object.values(EMBEDDERS))('similarity of $id', ({ calibration }) => {
  const similarity = createSimilarity(calibration);

  it('never falls as the cosine grows, and stays in 0..1', () => {
    fc.assert(
      fc.property(cosine, cosine, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(similarity(low)).toBeLessThanOrEqual(similarity(high));
        expect(similarity(low)).toBeGreaterThanOrEqual(0);
        expect(similarity(high)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('is exactly 1 for equal vectors, whose float32 cosine may miss 1 by 1e-7', () => {
    for (const same of [1, 0.9999999, 1 - 1.2e-7, 1 + 1e-7]) expect(similarity(same)).toBe(1);
  });

  it('is below 1 for anything else', () => {
    expect(similarity(0.99999)).toBeLessThan(1);
    expect(similarity(0.999)).toBeLessThan(similarity(0.99999));
  });

  it('comes to 1 without a jump', () => {
    expect(similarity(1 - 2e-6)).toBeCloseTo(1, 6);
  });

  it('is exactly 0 for opposite vectors', () => {
    expect(similarity(-1)).toBe(0);
    expect(similarity(-1.0000001)).toBe(0);
  });
});

it('0.9 lies where docs/accuracy.md says', () => {
  // Largest impostor cosines: 0.423 of two women in one photo, 0.390 of 44 711 labelled pairs; 0.942 for dlib.
  expect(createSimilarity(EMBEDDERS.fr.calibration)(0.423)).toBeLessThan(0.8);
  expect(createSimilarity(EMBEDDERS.fr.calibration)(0.475)).toBeGreaterThan(0.9);
  // The 49th of 8.1 million pairs of two people of LFW (docs/accuracy.md).
  expect(createSimilarity(EMBEDDERS['fr+'].calibration)(0.503)).toBeLessThan(0.9);
  expect(createSimilarity(EMBEDDERS['fr+'].calibration)(0.504)).toBeGreaterThan(0.9);
  expect(createSimilarity(EMBEDDERS.dlib.calibration)(0.9424)).toBeLessThan(0.9);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shares, softmax } from './distribution.ts';

it('shares sum to 1 and keep their proportions', () => {
  const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(weight, weight, weight, (a, b, c) => {
      const parts = shares({ a, b, c });
      expect(parts.a + parts.b + parts.c).toBeCloseTo(1, 9);
      if (a >= b) expect(parts.a).toBeGreaterThanOrEqual(parts.b);
    }),
  );
});

it('without any weight all are equal', () => {
  expect(shares({ a: 0, b: 0, c: 0, d: 0 })).toEqual({ a: 0.25, b: 0.25, c: 0.25, d: 0.25 });
});

it('softmax of any logits sums to 1 and keeps their order', () => {
  const logit = fc.float({ min: -1000, max: 1000, noNaN: true });
  fc.assert(
    fc.property(fc.array(logit, { minLength: 2, maxLength: 5 }), (logits) => {
      const probabilities = softmax(Float32Array.from(logits));
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      const top = logits.indexOf(Math.max(...logits));
      expect(probabilities[top]).toBe(Math.max(...probabilities));
    }),
  );
});

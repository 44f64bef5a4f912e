import fc from 'fast-check';
import { expect, test } from 'vitest';
import { productError, unitText } from './rounding.ts';

/** The nearest half-precision number of a component of a unit vector. */
function toHalf(value: number): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value) || 2 ** -14)), -14);
  const step = 2 ** (exponent - 10);
  return Math.round(value / step) * step;
}

const ROUND = { vector: Math.fround, halfvec: toHalf };

/** As pgvector may compute it: every product and every sum in 32 bits. */
function productInFloats(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, component, index) => Math.fround(sum + Math.fround(component * (b[index] ?? 0))), 0);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

const component = fc.oneof(fc.float({ noNaN: true, min: -1, max: 1 }), fc.constantFrom(0, 1e-30, 1, -1, 3e-5));
const pair = fc.integer({ min: 1, max: 200 }).chain((length) => {
  const vector = fc
    .array(component, { minLength: length, maxLength: length })
    .map((values) => Float32Array.from(values));
  return fc.tuple(vector, vector);
});

test.each(['vector', 'halfvec'] as const)(
  'no product of rounded %s is farther from the cosine than the bound',
  (type) => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const texts = [unitText(a), unitText(b)];
        fc.pre(texts[0] !== undefined && texts[1] !== undefined);
        const [one = [], two = []] = texts.map((text) => (JSON.parse(text ?? '[]') as number[]).map(ROUND[type]));
        expect(Math.abs(productInFloats(one, two) - cosine(a, b))).toBeLessThanOrEqual(productError(type, a.length));
      }),
      { numRuns: 500 },
    );
  },
);

test('vectors without direction have no text', () => {
  expect(unitText(Float32Array.of(3, 4))).toBe('[0.600000000,0.800000000]');
  for (const vector of [
    [0, 0],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 0],
  ]) {
    expect(unitText(Float32Array.from(vector))).toBeUndefined();
  }
});

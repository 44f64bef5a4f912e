import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantizeProbe, quantizeRow, ROUNDING } from './quantize.ts';

const component = fc.float({ noNaN: true, noDefaultInfinity: true });
const pair = fc
  .integer({ min: 1, max: 300 })
  .chain((length) =>
    fc.tuple(
      fc.array(component, { minLength: length, maxLength: length }),
      fc.array(component, { minLength: length, maxLength: length }),
    ),
  );

test('the true cosine lies within the bound of the integer score', () => {
  fc.assert(
    fc.property(pair, ([first, second]) => {
      const row = Float32Array.from(first);
      const probe = Float32Array.from(second);
      const rowCodes = new Int8Array(row.length);
      const probeCodes = new Int16Array(probe.length);
      const quantizedRow = quantizeRow(row, rowCodes);
      const quantizedProbe = quantizeProbe(probe, probeCodes);
      fc.pre(quantizedRow !== undefined && quantizedProbe !== undefined);
      if (!quantizedRow || !quantizedProbe) return;

      let sum = 0;
      let dot = 0;
      for (let index = 0; index < row.length; index++) {
        sum += (rowCodes[index] ?? 0) * (probeCodes[index] ?? 0);
        dot += (row[index] ?? 0) * (probe[index] ?? 0);
      }
      expect(Math.abs(sum)).toBeLessThan(2 ** 31);
      const cosine = dot / Math.hypot(...row) / Math.hypot(...probe);
      const score = Math.fround(Math.fround(sum) * Math.fround(quantizedRow.scale * quantizedProbe.scale));
      const bound = quantizedRow.error * (1 + quantizedProbe.error) + quantizedProbe.error + ROUNDING;
      expect(Math.abs(cosine - score)).toBeLessThanOrEqual(bound);
    }),
    { numRuns: 500 },
  );
});

test('rows never use -128, so that sums of products stay in 32 bits', () => {
  const codes = new Int8Array(3);
  quantizeRow(new Float32Array([-1, 0.5, 1]), codes);
  expect([...codes]).toEqual([-127, 64, 127]);
});

test('the bound of an ordinary face vector is below 0.01', () => {
  const vector = Float32Array.from({ length: 512 }, (_, index) => Math.sin(index * index));
  expect(quantizeRow(vector, new Int8Array(512))?.error).toBeLessThan(0.01);
  expect(quantizeProbe(vector, new Int16Array(512))?.error).toBeLessThan(1e-4);
});

test.each([
  ['zero', [0, 0, 0]],
  ['not a number', [1, Number.NaN, 0]],
  ['infinite', [1, Number.POSITIVE_INFINITY, 0]],
])('a vector that is %s has no direction', (_name, components) => {
  expect(quantizeRow(Float32Array.from(components), new Int8Array(3))).toBeUndefined();
});

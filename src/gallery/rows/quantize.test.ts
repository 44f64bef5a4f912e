import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowDigits, ERROR_UNIT, quantizeProbe, quantizeRow, ROUNDING, type RowDigits } from './quantize.ts';

const component = fc.float({ noNaN: true, noDefaultInfinity: true });
const pair = fc
  .integer({ min: 1, max: 300 })
  .chain((length) =>
    fc.tuple(
      fc.array(component, { minLength: length, maxLength: length }),
      fc.array(component, { minLength: length, maxLength: length }),
    ),
  );

const padded = (length: number) => Math.ceil(length / 32) * 32;

/** Four digits of each 16 bits weighed with the numbers of a probe, as the kernel does it: in 32 bits that wrap. */
function weigh(digits: Int16Array, numbers: Int16Array): number {
  let sum = 0;
  for (let index = 0; index < numbers.length; index++) {
    const packed = digits[Math.floor(index / 32) * 8 + (index % 8)] ?? 0;
    const shifted = ((packed << (((index % 32) & 24) / 2)) << 16) >> 16;
    sum = (sum + Math.imul(shifted, numbers[index] ?? 0)) | 0;
  }
  return sum;
}

function digitsOf(digits: Int16Array, length: number): number[] {
  return Array.from({ length }, (_, index) => {
    const packed = digits[Math.floor(index / 32) * 8 + (index % 8)] ?? 0;
    // What stands before is shifted out, what stands behind is at most half of a digit.
    const leading = ((packed << (((index % 32) & 24) / 2)) << 16) >> 16;
    return Math.round(leading / 4096);
  });
}

function scoresOf(row: RowDigits, rowScale: number, numbers: Int16Array, probeScale: number) {
  const scale = Math.fround(rowScale * probeScale);
  const coarse = Math.fround(15 * Math.fround(weigh(row.coarse, numbers)) * scale);
  return { coarse, both: Math.fround(coarse + Math.fround(weigh(row.fine, numbers) * scale)) };
}

function expectWithinBounds(row: Float32Array, probe: Float32Array): void {
  const digits = createRowDigits(padded(row.length), 'signed');
  const numbers = new Int16Array(padded(probe.length));
  const quantizedRow = quantizeRow(row, digits);
  const quantizedProbe = quantizeProbe(probe, numbers);
  fc.pre(quantizedRow !== undefined && quantizedProbe !== undefined);
  if (!quantizedRow || !quantizedProbe) return;

  const dot = row.reduce((sum, each, index) => sum + each * (probe[index] ?? 0), 0);
  const cosine = dot / Math.hypot(...row) / Math.hypot(...probe);
  const score = scoresOf(digits, quantizedRow.scale, numbers, quantizedProbe.scale);
  const bound = (error: number) => error * ERROR_UNIT * (1 + quantizedProbe.error) + quantizedProbe.error + ROUNDING;
  expect(Math.abs(cosine - score.coarse)).toBeLessThanOrEqual(bound(Math.floor(quantizedRow.errors / 65_536)));
  expect(Math.abs(cosine - score.both)).toBeLessThanOrEqual(bound(quantizedRow.errors % 65_536));
}

test('the true cosine lies within the bounds of both integer scores', () => {
  fc.assert(
    fc.property(pair, ([first, second]) => expectWithinBounds(Float32Array.from(first), Float32Array.from(second))),
    { numRuns: 500 },
  );
});

test('no sum leaves 32 bits, whatever the digits and the numbers', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 2, 31, 512, 4096), fc.boolean(), (length, isSparse) => {
      const ones = Float32Array.from({ length }, (_, index) => (isSparse && index > 0 ? 0 : 1));
      expectWithinBounds(ones, ones);
      expectWithinBounds(
        ones,
        ones.map((each) => -each),
      );
    }),
  );
});

test('a row is the nearest sum of coarse and fine digits', () => {
  const row = Float32Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 : -1) * (index * 3 - 5));
  const digits = createRowDigits(64, 'signed');
  quantizeRow(row, digits);
  const fine = digitsOf(digits.fine, 64);
  const whole = digitsOf(digits.coarse, 64).map((coarse, index) => 15 * coarse + (fine[index] ?? 0));
  // The largest component is 112, so the others are whole too.
  expect(whole).toEqual([...row, ...Array.from({ length: 24 }, () => 0)]);
  expect(fine.every((digit) => Math.abs(digit) <= 7)).toBe(true);
});

test('what a target held before is gone', () => {
  const digits = createRowDigits(32, 'signed');
  quantizeRow(new Float32Array(32).fill(1), digits);
  quantizeRow(new Float32Array([1, 0.5, -1]), digits);
  expect(digitsOf(digits.coarse, 32)).toEqual([7, 4, -7, ...Array.from({ length: 29 }, () => 0)]);
});

test('the bounds of an ordinary face vector', () => {
  const vector = Float32Array.from({ length: 512 }, (_, index) => Math.sin(index * index));
  const errors = quantizeRow(vector, createRowDigits(512, 'signed'))?.errors ?? 0;
  expect((errors % 65_536) * ERROR_UNIT).toBeLessThan(0.01);
  expect(Math.floor(errors / 65_536) * ERROR_UNIT).toBeLessThan(0.13);
  expect(quantizeProbe(vector, new Int16Array(512))?.error).toBeLessThan(3e-3);
});

test.each([
  ['zero', [0, 0, 0]],
  ['not a number', [1, Number.NaN, 0]],
  ['infinite', [1, Number.POSITIVE_INFINITY, 0]],
])('a vector that is %s has no direction', (_name, components) => {
  expect(quantizeRow(Float32Array.from(components), createRowDigits(32, 'signed'))).toBeUndefined();
  expect(quantizeProbe(Float32Array.from(components), new Int16Array(32))).toBeUndefined();
});

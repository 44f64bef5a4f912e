import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantizeProbeBytes } from './byteProbe.ts';
import { createRowDigits, ERROR_UNIT, quantizeRow, RAISE, ROUNDING } from './rows/quantize.ts';

const GROUP_STEPS = 16;

const padded = (length: number) => Math.ceil(length / 32) * 32;

/** Products of digits and numbers as the relaxed kernel adds them: 8 sums of 16 bits a group of steps, which must not wrap. */
function weigh(digits: Int16Array, numbers: Int8Array): number {
  const bytes = new Uint8Array(digits.buffer);
  let total = 0;
  for (let group = 0; group < numbers.length; group += GROUP_STEPS * 32) {
    const sums = new Array<number>(8).fill(0);
    for (let step = group; step < Math.min(group + GROUP_STEPS * 32, numbers.length); step += 32) {
      for (let byte = 0; byte < 16; byte++) {
        const lane = byte >> 1;
        const both = bytes[step / 2 + byte] as number;
        for (const product of [
          (both & 15) * (numbers[step + byte] as number),
          (both >> 4) * (numbers[step + 16 + byte] as number),
        ]) {
          sums[lane] = (sums[lane] as number) + product;
          if (Math.abs(sums[lane] as number) > 32_767) throw new Error(`a sum of ${sums[lane]} does not fit 16 bits`);
        }
      }
    }
    total += sums.reduce((sum, each) => sum + each, 0);
  }
  return total - RAISE * numbers.reduce((sum, each) => sum + each, 0);
}

function expectWithinBounds(row: Float32Array, probe: Float32Array): void {
  const digits = createRowDigits(padded(row.length), 'raised');
  const numbers = new Int8Array(padded(probe.length));
  const quantizedRow = quantizeRow(row, digits);
  const quantizedProbe = quantizeProbeBytes(probe, numbers);
  fc.pre(quantizedRow !== undefined && quantizedProbe !== undefined);
  if (!quantizedRow || !quantizedProbe) return;

  const dot = row.reduce((sum, each, index) => sum + each * (probe[index] ?? 0), 0);
  const cosine = dot / Math.hypot(...row) / Math.hypot(...probe);
  const scale = Math.fround(quantizedRow.scale * quantizedProbe.scale);
  const coarse = Math.fround(15 * weigh(digits.coarse, numbers) * scale);
  const both = Math.fround(coarse + Math.fround(weigh(digits.fine, numbers) * scale));
  const bound = (error: number) => error * ERROR_UNIT * (1 + quantizedProbe.error) + quantizedProbe.error + ROUNDING;
  expect(Math.abs(cosine - coarse)).toBeLessThanOrEqual(bound(Math.floor(quantizedRow.errors / 65_536)));
  expect(Math.abs(cosine - both)).toBeLessThanOrEqual(bound(quantizedRow.errors % 65_536));
}

const component = fc.float({ noNaN: true, noDefaultInfinity: true });

test('the true cosine lies within the bounds of both integer scores', () => {
  const vectors = fc
    .integer({ min: 1, max: 1100 })
    .chain((length) =>
      fc.tuple(
        fc.array(component, { minLength: length, maxLength: length }),
        fc.array(component, { minLength: length, maxLength: length }),
      ),
    );
  fc.assert(
    fc.property(vectors, ([first, second]) => expectWithinBounds(Float32Array.from(first), Float32Array.from(second))),
    { numRuns: 200 },
  );
});

test.each([1, 31, 32, 512, 513, 4096])('no sum leaves 16 bits with all of %i components at their largest', (length) => {
  for (const place of [() => 1, (index: number) => (index % 8 === 3 ? 1 : 0), (index: number) => (index > 0 ? 0 : 1)]) {
    const vector = Float32Array.from({ length }, (_, index) => place(index));
    if (vector.every((each) => each === 0)) continue;
    const opposite = vector.map((each) => -each);
    for (const row of [vector, opposite]) for (const probe of [vector, opposite]) expectWithinBounds(row, probe);
  }
});

test('the loss of an ordinary face vector', () => {
  const vector = Float32Array.from({ length: 512 }, (_, index) => Math.sin(index * index));
  expect(quantizeProbeBytes(vector, new Int8Array(512))?.error).toBeLessThan(8e-3);
});

test.each([
  ['zero', [0, 0, 0]],
  ['not a number', [1, Number.NaN, 0]],
])('a vector that is %s has no direction', (_name, components) => {
  expect(quantizeProbeBytes(Float32Array.from(components), new Int8Array(32))).toBeUndefined();
});

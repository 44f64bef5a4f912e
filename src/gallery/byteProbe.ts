import { directionOf, LANES, type QuantizedProbe, STEP } from './rows/quantize.ts';

/** Largest number of a probe. */
const NUMBER = 127;
/** Largest raised digit. */
const RAISED = 14;
/** Steps whose sums the kernel keeps in 16 bits: `GROUP_BYTES` of kernel/assembly/relaxedSums.ts. */
const GROUP = 16 * STEP;
/** What the numbers of one sign may come to, of those that share a sum: digits are 0..14, so no order of adding overflows. */
const SUM = Math.floor((2 ** 15 - 1) / RAISED);
/** Numbers that share a sum in 16 bits, and what rounding can add to them. */
const SHARED = GROUP / LANES;

/**
 * Writes a probe's direction as numbers of 8 bits, in the order in which the relaxed kernel meets the digits: of each step
 * those for the low halves of its bytes, then those for the high halves. Coarser than `quantizeProbe`, with twice as many
 * products an instruction.
 * @param target zeros, a multiple of 32 of them
 * @returns undefined when the vector has no direction: zero, or a component is not finite
 */
export function quantizeProbeBytes(vector: Float32Array, target: Int8Array): QuantizedProbe | undefined {
  const direction = directionOf(vector);
  if (!direction) return undefined;
  const { length, largest } = direction;
  const step = Math.max(largest / NUMBER, largestSum(vector) / (SUM - SHARED / 2)) / length;
  const scale = Math.fround(step * (1 + 1e-6));
  const inverse = 1 / (scale * length);
  let lost = 0;
  for (let index = 0; index < vector.length; index++) {
    const exact = (vector[index] as number) * inverse;
    const number = Math.floor(exact + 0.5);
    target[placeOf(index)] = number;
    lost += (exact - number) ** 2;
  }
  return { scale, error: Math.fround(scale * Math.sqrt(lost) * (1 + 1e-6)) };
}

/** Of the components that share a sum, those of one sign together. */
function largestSum(vector: Float32Array): number {
  let largest = 0;
  for (let group = 0; group < vector.length; group += GROUP) {
    for (let lane = group; lane < group + LANES; lane++) {
      let above = 0;
      let below = 0;
      for (let index = lane; index < Math.min(group + GROUP, vector.length); index += LANES) {
        const component = vector[index] as number;
        if (component > 0) above += component;
        else below -= component;
      }
      largest = Math.max(largest, above, below);
    }
  }
  return largest;
}

/**
 * Where the number of a component stands. The digits a, b, c, d of 16 bits are two bytes: the first holds d in its low
 * half and c in its high one, the second b and a.
 */
export function placeOf(index: number): number {
  const lane = index % LANES;
  const digit = Math.floor((index % STEP) / LANES);
  const isHigh = digit % 2 === 0;
  const byte = lane * 2 + (digit < 2 ? 1 : 0);
  return Math.floor(index / STEP) * STEP + (isHigh ? 2 * LANES : 0) + byte;
}

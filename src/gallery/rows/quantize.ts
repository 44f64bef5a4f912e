/**
 * Vectors as small integers, with a bound of what that loses.
 *
 * Let x and p be unit vectors, q and u their integers, s and t the scales: x = s q + e, p = t u + f. Then
 *
 *   p.x - (t u).(s q)  =  p.e + f.(s q),   and by Cauchy-Schwarz   |..| <= |e| + |f| (1 + |e|)
 *
 * so a row whose score plus this bound stays below the k-th best score minus its bound cannot be among the best k: the
 * search drops only such rows and is exact.
 *
 * A row's integer is 15 * coarse + fine, two digits of -7..7. The coarse digits alone are a quantisation too, with a
 * larger |e|: about 0.12 for 512 components, 0.008 with both. Most rows are dropped by their coarse digits, and the fine
 * ones, half of the bytes, are not read.
 *
 * Four digits share 16 bits: v = 4096 a + 256 b + 16 c + d. Shifted left by 4, 8 and 12 bits, v loses its leading digits,
 * and what is left fits 16 signed bits again, for no digit is -8. So digits need not be taken apart: a sum of v and its
 * shifted selves, each times a number of the probe, weighs digit a with 4096 times the first number, digit b with 256 times
 * the first and 4096 times the second, and so on. `quantizeProbe` finds the numbers that give the wanted weights.
 *
 * That is the form `signed`, for products of 16 bits. The form `raised` adds 7 to each digit, so that all are 0..14 and a
 * byte can be taken apart by a mask and a shift: the relaxed kernel multiplies them with a probe's numbers of 8 bits
 * (byteProbe.ts), and takes 7 times the sum of these numbers off again.
 */

/** How the digits of a row stand in memory. */
export type DigitForm = 'signed' | 'raised';

/** Largest digit, and what a coarse digit counts. */
const DIGIT = 7;
const COARSE = 2 * DIGIT + 1;
/** What a raised digit is more. */
export const RAISE = DIGIT;
/** Largest integer of a row. */
const ROW_LIMIT = COARSE * DIGIT + DIGIT;
/** What the leading of four digits counts. */
const LEADING = 4096;
/** Digits that stand side by side, then those that share their 16 bits: 32 components make a step. */
export const LANES = 8;
export const STEP = 32;
/** Numbers of a probe: a product of two, with what precedes a digit, stays in 32 bits. */
const PROBE_LIMIT = 30_000;

/** Float32 arithmetic of scale, score and margin, a dozen roundings of values up to 1: below 1e-6. */
export const ROUNDING = 2e-6;

/** Of the errors of a row: they are kept in 16 bits each. */
export const ERROR_UNIT = 1 / 65_535;

/** The digits of one row, four in 16 bits; the words are the same memory. */
export interface RowDigits {
  readonly coarse: Int16Array;
  readonly coarseWords: Uint32Array;
  readonly fine: Int16Array;
  readonly fineWords: Uint32Array;
  /** What each four of them have been raised by. */
  readonly raise: number;
}

/** @param paddedDimension a multiple of 32 */
export function createRowDigits(paddedDimension: number, form: DigitForm): RowDigits {
  const coarse = new Int16Array(paddedDimension / 4);
  const fine = new Int16Array(paddedDimension / 4);
  const raise = form === 'raised' ? RAISE * 0x1111 : 0;
  return { coarse, coarseWords: new Uint32Array(coarse.buffer), fine, fineWords: new Uint32Array(fine.buffer), raise };
}

export interface QuantizedRow {
  /** Unit vector = scale * (15 * coarse + fine) + what was lost. */
  readonly scale: number;
  /** Lengths of what was lost in units of `ERROR_UNIT`, rounded up: with both digits, and 2 ** 16 times with the coarse. */
  readonly errors: number;
}

export interface QuantizedProbe {
  /** Unit vector = scale * weights + what was lost. */
  readonly scale: number;
  /** Length of what was lost, rounded up. */
  readonly error: number;
}

/**
 * Writes a vector's direction as digits; those behind the vector's length stand for zero.
 * @returns undefined when the vector has no direction: zero, or a component is not finite
 */
export function quantizeRow(vector: Float32Array, { coarse, fine, raise }: RowDigits): QuantizedRow | undefined {
  const direction = directionOf(vector);
  if (!direction) return undefined;
  const { length, largest } = direction;
  // The kernel reads the scale as a float32, so the loss is measured against that value.
  const scale = Math.fround(largest / length / ROW_LIMIT);
  const inverse = 1 / (scale * length);
  const padded = vector.length % STEP === 0 ? vector : pad(vector);
  let lost = 0;
  let lostByCoarse = 0;
  let at = 0;
  for (let step = 0; step < padded.length; step += STEP) {
    for (let lane = step; lane < step + LANES; lane++) {
      let packedCoarse = 0;
      let packedFine = 0;
      for (let index = lane; index < step + STEP; index += LANES) {
        const exact = (padded[index] as number) * inverse;
        // Math.round takes six times as long; the limit holds, for |exact| exceeds it by a rounding of `scale` at most.
        const whole = Math.floor(exact + 0.5);
        // The nearest coarse digit: a division by 15 of 0..224, by multiplication.
        const high = (((whole + ROW_LIMIT) * 4370) >>> 16) - DIGIT;
        const rest = exact - high * COARSE;
        packedCoarse = packedCoarse * 16 + high;
        packedFine = packedFine * 16 + whole - high * COARSE;
        lost += (exact - whole) * (exact - whole);
        lostByCoarse += rest * rest;
      }
      coarse[at] = packedCoarse + raise;
      fine[at++] = packedFine + raise;
    }
  }
  return { scale, errors: inUnits(scale * Math.sqrt(lostByCoarse)) * 65_536 + inUnits(scale * Math.sqrt(lost)) };
}

function pad(vector: Float32Array): Float32Array {
  const padded = new Float32Array(Math.ceil(vector.length / STEP) * STEP);
  padded.set(vector);
  return padded;
}

/** No error is above 1: rounding never takes more from a component than it has. */
function inUnits(error: number): number {
  return Math.min(65_535, Math.ceil((error * (1 + 1e-6)) / ERROR_UNIT));
}

/**
 * Writes a probe's direction as numbers that weigh the digits of rows (see above), as exactly as sums over all digits stay
 * in 32 bits: with up to 100 000 components.
 * @returns undefined when the vector has no direction: zero, or a component is not finite
 */
export function quantizeProbe(vector: Float32Array, target: Int16Array): QuantizedProbe | undefined {
  const direction = directionOf(vector);
  if (!direction) return undefined;
  const { length, largest } = direction;
  const digits = Math.sqrt(vector.length);
  // |sum| <= |weights| |digits| by Cauchy-Schwarz; each weight is off by half of LEADING at most.
  const longest = (2 ** 31 - 1) / (DIGIT * digits) / LEADING - digits / 2;
  const step = Math.max(1 / longest, largest / length / PROBE_LIMIT);
  const scale = Math.fround(step / LEADING);
  const inverse = 1 / (scale * LEADING * length);
  let lost = 0;
  for (let index = 0; index < vector.length; index++) {
    const exact = (vector[index] as number) * inverse;
    const place = index % STEP;
    let before = 0;
    for (let back = LANES, weight = 1 / 16; back <= place; back += LANES, weight /= 16) {
      before += (target[index - back] as number) * weight;
    }
    const number = Math.floor(exact - before + 0.5);
    target[index] = number;
    lost += (exact - before - number) ** 2;
  }
  return { scale, error: Math.fround(scale * LEADING * Math.sqrt(lost) * (1 + 1e-6)) };
}

/** Length and largest component; undefined for a vector that has no direction. */
export function directionOf(vector: Float32Array): { length: number; largest: number } | undefined {
  let squares = 0;
  let largest = 0;
  for (let index = 0; index < vector.length; index++) {
    const component = vector[index] as number;
    squares += component * component;
    largest = Math.max(largest, Math.abs(component));
  }
  const length = Math.sqrt(squares);
  return length > 0 && Number.isFinite(length) ? { length, largest } : undefined;
}

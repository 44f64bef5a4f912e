/**
 * Vectors as small integers, with a bound of what that loses.
 *
 * Let x and p be unit vectors, q and u their integers, s and t the scales: x = s q + e, p = t u + f. Then
 *
 *   p.x - (t u).(s q)  =  p.e + f.(s q),   and by Cauchy-Schwarz   |..| <= |e| + |f| (1 + |e|)
 *
 * so a row whose score plus this bound stays below the k-th best score minus its bound cannot be among the best k: the
 * search drops only such rows and is exact. |e| is about 0.007 for 512 components in 8 bits; |f| is 3e-5 in 16 bits.
 */

/** Largest integer of a row; -128 is never used. */
const ROW_LIMIT = 127;

/** Float32 arithmetic of scale, score and margin, seven roundings of values up to 1: below 1e-6. */
export const ROUNDING = 2e-6;

export interface Quantized {
  /** Unit vector = scale * integers + what was lost. */
  readonly scale: number;
  /** Length of what was lost, rounded up. */
  readonly error: number;
}

/**
 * Writes a vector's direction as integers -127..127; the rest of `target` is left alone.
 * @returns undefined when the vector has no direction: zero, or a component is not finite
 */
export function quantizeRow(vector: Float32Array, target: Int8Array): Quantized | undefined {
  return quantize(vector, target, ROW_LIMIT);
}

/** The same with 16 bits, or fewer where sums over many components could leave 32 bits. @see quantizeRow */
export function quantizeProbe(vector: Float32Array, target: Int16Array): Quantized | undefined {
  const sumLimit = Math.floor((2 ** 31 - 1) / (ROW_LIMIT * Math.max(vector.length, 1)));
  return quantize(vector, target, Math.min(32_767, sumLimit));
}

function quantize(vector: Float32Array, target: Int8Array | Int16Array, limit: number): Quantized | undefined {
  let squares = 0;
  let largest = 0;
  for (let index = 0; index < vector.length; index++) {
    const component = vector[index] as number;
    squares += component * component;
    largest = Math.max(largest, Math.abs(component));
  }
  const length = Math.sqrt(squares);
  if (!(length > 0) || !Number.isFinite(length)) return undefined;
  // The kernel reads the scale as a float32, so the loss is measured against that value.
  const scale = Math.fround(largest / length / limit);
  const inverse = 1 / (scale * length);
  let lost = 0;
  for (let index = 0; index < vector.length; index++) {
    const exact = (vector[index] as number) * inverse;
    // Math.round takes six times as long; the limit holds, for |exact| exceeds it by a rounding of `scale` at most.
    const whole = Math.floor(exact + 0.5);
    target[index] = whole;
    lost += (exact - whole) * (exact - whole);
  }
  return { scale, error: Math.fround(scale * Math.sqrt(lost) * (1 + 1e-6)) };
}

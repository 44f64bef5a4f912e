import type { VectorType } from './vectorIndex.ts';

/** Half of the distance between 1 and the next number. */
const FLOAT_ROUNDING = 2 ** -24;
const HALF_ROUNDING = 2 ** -11;
/** Below 2^-14 a half-precision number keeps this absolute error instead. */
const HALF_TINY = 2 ** -25;

/**
 * A vector scaled to length 1, as the index takes it; undefined when it has no direction (zero, not finite).
 * Nine digits are what a 32-bit float needs.
 */
export function unitText(vector: Float32Array): string | undefined {
  let squares = 0;
  for (const component of vector) squares += component * component;
  const length = Math.sqrt(squares);
  if (!(length > 0 && Number.isFinite(length))) return undefined;
  return `[${Array.from(vector, (component) => (component / length).toPrecision(9)).join(',')}]`;
}

/**
 * How far the index's inner product of two unit vectors may be from their cosine: both are rounded to the type, then
 * multiplied and summed in 32-bit floats, in any order.
 */
export function productError(type: VectorType, dimension: number): number {
  const summing = 1.01 * (dimension + 2) * FLOAT_ROUNDING;
  const rounding = type === 'vector' ? 2 * FLOAT_ROUNDING : 1.01 * HALF_ROUNDING + Math.sqrt(dimension) * HALF_TINY;
  return summing * (1 + rounding) ** 2 + 2 * rounding + rounding ** 2 + 4 * FLOAT_ROUNDING;
}

/** A vector with its squared length, ready to be compared with many rows. */
export interface Probe {
  readonly vector: Float32Array;
  readonly squaredLength: number;
}

/** Undefined for a vector that has no direction: zero, or with a component that is not finite. */
export function createProbe(vector: Float32Array): Probe | undefined {
  const squaredLength = dot(vector, 0, vector, 0, vector.length);
  return squaredLength > 0 && Number.isFinite(squaredLength) ? { vector, squaredLength } : undefined;
}

/**
 * Copies of those that can be compared: one may be a window of a far larger buffer, which would travel to threads as a
 * whole.
 * @throws RangeError when their lengths differ
 */
export function comparableProbes(vectors: readonly Float32Array[]): readonly Probe[] {
  const probes = vectors.flatMap((vector) => createProbe(vector.slice()) ?? []);
  const dimension = probes[0]?.vector.length;
  if (probes.some(({ vector }) => vector.length !== dimension)) throw new RangeError('probes of different lengths');
  return probes;
}

/**
 * Cosine of a probe and the row that starts at `start`, -1..1, from float32 components in double precision; exactly 1
 * for the same vector, because both lengths are sums of the same products in the same order. NaN for a row without
 * direction.
 */
export function cosine(probe: Probe, rows: Float32Array, start: number): number {
  const { vector, squaredLength } = probe;
  const product = dot(vector, 0, rows, start, vector.length);
  const rowSquaredLength = dot(rows, start, rows, start, vector.length);
  return Math.max(-1, Math.min(1, product / Math.sqrt(squaredLength * rowSquaredLength)));
}

/** The highest cosine of a row with any of the probes: they are of one person. */
export function bestCosine(probes: readonly Probe[], rows: Float32Array, start: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const probe of probes) best = Math.max(best, cosine(probe, rows, start));
  return best;
}

/** Four sums at a time keep the adder busy. Every index is inside, which the compiler cannot know. */
function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const whole = length - (length % 4);
  for (let index = 0; index < whole; index += 4) {
    const i = aStart + index;
    const j = bStart + index;
    first += (a[i] as number) * (b[j] as number);
    second += (a[i + 1] as number) * (b[j + 1] as number);
    third += (a[i + 2] as number) * (b[j + 2] as number);
    fourth += (a[i + 3] as number) * (b[j + 3] as number);
  }
  for (let index = whole; index < length; index++) {
    first += (a[aStart + index] as number) * (b[bStart + index] as number);
  }
  return first + second + (third + fourth);
}

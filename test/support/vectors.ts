/** Reproducible random numbers, 0..1 (xorshift). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

/** Normally distributed numbers. */
export function gaussSource(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
}

/** Scales to length 1 in place. */
export function normalize(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] ?? 0) / length;
  return vector;
}

/** A random direction. */
export function randomVector(dimension: number, gauss: () => number): Float32Array {
  return normalize(Float32Array.from({ length: dimension }, gauss));
}

/** Another picture of the same face: cosine about 0.64 with spread 0.75. */
export function variation(identity: Float32Array, gauss: () => number, spread = 0.75): Float32Array {
  const step = spread / Math.sqrt(identity.length);
  return normalize(identity.map((component) => component + step * gauss()));
}

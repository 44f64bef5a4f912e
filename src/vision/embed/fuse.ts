import { normalise } from './embedder.ts';

/** The descriptor of one net, of any length, and how much its cosine counts. */
export interface Part {
  readonly vector: Float32Array;
  readonly weight: number;
}

/**
 * One descriptor of several: the parts behind each other, each scaled to the root of its weight. The cosine of two such
 * descriptors is the weighted mean of the parts' cosines, so whatever compares vectors needs to know nothing of parts.
 */
export function fuse(parts: readonly Part[]): Float32Array {
  const scaled = parts.map(({ vector, weight }) => normalise(vector).map((value) => value * Math.sqrt(weight)));
  const whole = new Float32Array(scaled.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of scaled) {
    whole.set(part, at);
    at += part.length;
  }
  return normalise(whole);
}

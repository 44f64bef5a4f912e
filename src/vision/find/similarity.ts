import type { Calibration } from '../embed/embedder.ts';

/** Cosines this near to 1 are of one and the same vector: float32 dot products of equal vectors miss 1 by up to 1e-7. */
const SAME = 1 - 1e-6;

/** From this similarity on two faces count as one person: the threshold that clients of LUNA PLATFORM 3 have built in. */
export const SAME_PERSON = 0.9;

/**
 * Similarity 0..1 of a cosine: a logistic curve, stretched so that it runs from exactly 0 at a cosine of −1 to exactly 1
 * at 1. Grows strictly, so ranks are kept; different photos stay below 1. Error rates: docs/accuracy.md.
 */
export function createSimilarity({ middle, steepness }: Calibration): (cosine: number) => number {
  const logistic = (cosine: number) => 1 / (1 + Math.exp(-steepness * (cosine - middle)));
  const low = logistic(-1);
  const span = logistic(1) - low;
  return (cosine) => {
    if (cosine >= SAME) return 1;
    if (cosine <= -1) return 0;
    return (logistic(cosine) - low) / span;
  };
}

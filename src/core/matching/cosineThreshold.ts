/** Halvings of −1..1: more than a double can tell apart. */
const HALVINGS = 64;

/**
 * The cosine from which on a similarity reaches the threshold, or one just below it.
 * @param similarity grows with the cosine, −1..1
 */
export function cosineThreshold(similarity: (cosine: number) => number, threshold: number): number {
  let low = -1;
  let high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (similarity(middle) >= threshold) high = middle;
    else low = middle;
  }
  return low;
}

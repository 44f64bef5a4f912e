/** The logarithm of the odds; infinite at 0 and 1, which float32 probabilities reach. */
export function logitOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}

export function bounded(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

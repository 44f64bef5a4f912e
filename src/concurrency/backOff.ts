export interface DelayRange {
  readonly firstMs: number;
  readonly longestMs: number;
  /** How much longer each pause is than the one before it; 1.5 unless it is given. */
  readonly growth?: number;
}

/**
 * Pauses between attempts: they grow up to the longest, and each is cut by up to a half at random, so that many nodes
 * that lost their host at the same moment do not knock at the next one in step.
 */
export function* backOffDelays(
  { firstMs, longestMs, growth = 1.5 }: DelayRange,
  random: () => number = Math.random,
): Generator<number, never> {
  for (let whole = Math.min(firstMs, longestMs); ; whole = Math.min(whole * growth, longestMs)) {
    yield whole * (0.5 + random() / 2);
  }
}

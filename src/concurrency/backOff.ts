export interface DelayRange {
  readonly firstMs: number;
  readonly longestMs: number;
}

const GROWTH = 1.5;

/**
 * Pauses between attempts: they grow up to the longest, and each is cut by up to a half at random, so that many nodes
 * that lost their host at the same moment do not knock at the next one in step.
 */
export function* backOffDelays(
  { firstMs, longestMs }: DelayRange,
  random: () => number = Math.random,
): Generator<number, never> {
  for (let whole = Math.min(firstMs, longestMs); ; whole = Math.min(whole * GROWTH, longestMs)) {
    yield whole * (0.5 + random() / 2);
  }
}

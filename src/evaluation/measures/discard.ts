import type { GenuinePair } from './pairs/comparePairs.ts';
import { shareBelow } from './verification.ts';

/** FNMR at one threshold after the worst photos by some quality were left out (ISO/IEC 29794-1). */
export interface DiscardCurve {
  readonly quality: string;
  readonly points: readonly { readonly discarded: number; readonly fnmr: number }[];
}

const SHARES = [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3] as const;

/** @param quality of each row, higher is better; a pair is as good as its worse photo */
export function discardCurve(
  name: string,
  genuine: readonly GenuinePair[],
  quality: Float32Array,
  cosine: number,
): DiscardCurve {
  const order = genuine
    .map(({ score, first, second }) => ({
      score,
      quality: Math.min(quality[first] as number, quality[second] as number),
    }))
    .sort((a, b) => a.quality - b.quality);
  return {
    quality: name,
    points: SHARES.map((discarded) => {
      const kept = order.slice(Math.floor(discarded * order.length)).map(({ score }) => score);
      return {
        discarded,
        fnmr: shareBelow(
          kept.sort((a, b) => a - b),
          cosine,
        ),
      };
    }),
  };
}

import type { ProtocolPair } from '../photos/photo.ts';

/** Verification as LFW's authors ask for it ("unrestricted, labelled outside data"): ten parts, the threshold from the other nine. */
export interface ProtocolResult {
  readonly pairs: number;
  /** Pairs with a photo without a face count as wrong. */
  readonly unseen: number;
  readonly errors: number;
  readonly accuracy: number;
  /** Of the mean over the parts. */
  readonly standardError: number;
}

const PARTS = 10;

/** @param scoreOf undefined when one of the photos has no face */
export function measureProtocol(
  pairs: readonly ProtocolPair[],
  scoreOf: (pair: ProtocolPair) => number | undefined,
): ProtocolResult | undefined {
  if (pairs.length < 2 * PARTS) return undefined;
  const scored = pairs.map((pair) => ({ same: pair.same, score: scoreOf(pair) ?? (pair.same ? -2 : 2) }));
  // Pairs of one person and of two come in runs: each part gets its share of both.
  const kinds = [scored.filter(({ same }) => same), scored.filter(({ same }) => !same)];
  const parts = Array.from({ length: PARTS }, (_, part) =>
    kinds.flatMap((kind) => kind.slice((part * kind.length) / PARTS, ((part + 1) * kind.length) / PARTS)),
  );
  let errors = 0;
  const accuracies = parts.map((part, index) => {
    const threshold = bestThreshold(parts.filter((_, other) => other !== index).flat());
    const wrong = part.filter(({ same, score }) => same !== score >= threshold).length;
    errors += wrong;
    return 1 - wrong / part.length;
  });
  const mean = accuracies.reduce((sum, value) => sum + value, 0) / PARTS;
  const variance = accuracies.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (PARTS - 1);
  return {
    pairs: pairs.length,
    unseen: pairs.filter((pair) => scoreOf(pair) === undefined).length,
    errors,
    accuracy: mean,
    standardError: Math.sqrt(variance / PARTS),
  };
}

/** Where the fewest pairs are wrong; the middle of the widest such gap is not sought. */
function bestThreshold(pairs: readonly { readonly same: boolean; readonly score: number }[]): number {
  const sorted = [...pairs].sort((a, b) => a.score - b.score);
  // Below all scores everything matches: wrong are the pairs of two people.
  let wrong = sorted.filter(({ same }) => !same).length;
  let [best, least] = [-2, wrong];
  sorted.forEach(({ same, score }, index) => {
    wrong += same ? 1 : -1;
    const next = sorted[index + 1]?.score ?? score + 1e-3;
    if (wrong < least) [best, least] = [(score + next) / 2, wrong];
  });
  return best;
}

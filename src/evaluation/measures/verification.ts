import { canClaim, percentiles, type Rate } from './claims.ts';
import type { GenuinePair, Identities, PairScores } from './pairs/comparePairs.ts';
import { createRandom, drawPeople } from './resample.ts';

/** FNMR where false matches are as rare as wanted. */
export interface OperatingPoint {
  readonly fmr: number;
  /** False when there are too few pairs for such a rate: then nothing else is told. */
  readonly claimed: boolean;
  /** Cosine from which a pair matches. */
  readonly cosine: number;
  readonly similarity: number;
  readonly fnmr: Rate;
}

/** Both errors of one threshold. */
export interface ThresholdErrors {
  readonly similarity: number;
  readonly cosine: number;
  readonly falseMatches: number;
  readonly fmr: Rate;
  readonly fnmr: Rate;
}

export interface Verification {
  readonly people: number;
  readonly genuine: number;
  readonly impostors: number;
  readonly points: readonly OperatingPoint[];
  readonly thresholds: readonly ThresholdErrors[];
  /** The detection error trade-off, from few false matches to many. */
  readonly det: readonly { readonly fmr: number; readonly fnmr: number }[];
}

export const FALSE_MATCH_RATES = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6] as const;
export const SIMILARITIES = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99] as const;
/** Repetitions, each with a new draw of people: pairs of one person fail together, so pairs are not independent trials. */
const REPETITIONS = 200;

export interface Scale {
  /** Similarity 0..1 of a cosine, rising. */
  readonly similarity: (cosine: number) => number;
}

export function measureVerification(
  { genuine, impostors, nearest }: PairScores,
  identities: Identities,
  { similarity }: Scale,
): Verification {
  const people = 1 + identities.reduce((most, identity) => Math.max(most, identity), -1);
  const photos = new Float64Array(people);
  for (const identity of identities) if (identity >= 0) photos[identity] = (photos[identity] as number) + 1;
  const random = createRandom(1);
  const draws = Array.from({ length: REPETITIONS }, () => drawPeople(people, random));
  const repeated = draws.map((drawn) => ({ drawn, pairs: drawnPairs(drawn, photos) }));
  const scores = genuine.map(({ score }) => score).sort((a, b) => a - b);
  const ascending = [...genuine].sort((a, b) => a.score - b.score);
  const weigh = ({ first, second }: GenuinePair, drawn: Uint16Array) =>
    (drawn[identities[first] as number] as number) * (drawn[identities[second] as number] as number);

  const missedOf = (cosine: number, drawn: Uint16Array) => {
    let [missed, all] = [0, 0];
    for (const { score, first } of ascending) {
      const times = drawn[identities[first] as number] as number;
      all += times;
      if (score < cosine) missed += times;
    }
    return missed / all;
  };
  const lowestKept = nearest.at(-1)?.score ?? Number.POSITIVE_INFINITY;

  const points = FALSE_MATCH_RATES.map((fmr): OperatingPoint => {
    const cosine = impostors.thresholdOf(fmr);
    const claimed = canClaim(fmr, impostors.count);
    // The threshold would be another one with other people; when its pairs are not all kept, it is taken as it is.
    const rates = claimed
      ? repeated.map(({ drawn, pairs }) => {
          const moved = thresholdIn(nearest, (pair) => weigh(pair, drawn), fmr * pairs);
          return missedOf(moved ?? cosine, drawn);
        })
      : [];
    const fnmr = { value: shareBelow(scores, cosine), ...percentiles(rates) };
    return { fmr, claimed, cosine, similarity: similarity(cosine), fnmr };
  });

  const thresholds = SIMILARITIES.map((wanted): ThresholdErrors => {
    const cosine = cosineOf(wanted, similarity);
    const falseMatches = impostors.atLeast(cosine);
    const rates = repeated.map(({ drawn, pairs }) => {
      if (cosine < lowestKept) return Number.NaN;
      let matched = 0;
      for (const pair of nearest) {
        if (pair.score < cosine) break;
        matched += weigh(pair, drawn);
      }
      return matched / pairs;
    });
    const fmr = falseMatches / impostors.count;
    const found = percentiles(rates);
    return {
      similarity: wanted,
      cosine,
      falseMatches,
      fmr: {
        value: fmr,
        low: Number.isNaN(found.low) ? fmr : found.low,
        // None seen is not none: the rule of three.
        high: Math.max(Number.isNaN(found.high) ? fmr : found.high, 3 / impostors.count),
      },
      fnmr: {
        value: shareBelow(scores, cosine),
        ...percentiles(repeated.map(({ drawn }) => missedOf(cosine, drawn))),
      },
    };
  });

  const det: { fmr: number; fnmr: number }[] = [];
  for (const { cosine, atLeast } of impostors.tail()) {
    const fmr = atLeast / impostors.count;
    const last = det.at(-1);
    if (!canClaim(fmr, impostors.count) || (last && fmr < last.fmr * 1.05)) continue;
    det.push({ fmr, fnmr: shareBelow(scores, cosine) });
  }
  return { people, genuine: genuine.length, impostors: impostors.count, points, thresholds, det };
}

/** Pairs of two people among those drawn; one that was drawn twice is still one person. */
function drawnPairs(drawn: Uint16Array, photos: Float64Array): number {
  let [sum, squares] = [0, 0];
  drawn.forEach((times, person) => {
    const weight = times * (photos[person] as number);
    sum += weight;
    squares += weight * weight;
  });
  return (sum * sum - squares) / 2;
}

/** The score of the last pair before `most` weighted ones are reached; undefined when the pairs do not reach so far. */
function thresholdIn(
  pairs: readonly GenuinePair[],
  weigh: (pair: GenuinePair) => number,
  most: number,
): number | undefined {
  let sum = 0;
  for (const pair of pairs) {
    sum += weigh(pair);
    if (sum > most) return pair.score + 1e-7;
  }
  return undefined;
}

/** @param sorted ascending */
export function shareBelow(sorted: readonly number[], threshold: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < threshold) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}

/** The cosine of a similarity, by halving: the curve only rises. */
export function cosineOf(wanted: number, similarity: (cosine: number) => number): number {
  let [low, high] = [-1, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (similarity(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

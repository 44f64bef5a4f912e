import { canClaim, type Rate, wilson } from './claims.ts';
import type { GroupScores } from './pairs/comparePairs.ts';

/** Errors within one group of people at thresholds that everybody has. */
export interface GroupErrors {
  readonly name: string;
  readonly genuine: number;
  readonly impostors: number;
  readonly fmr: Rate;
  readonly fnmr: Rate;
  /** Similarity from which this group's own false match rate is `OWN_FMR` or less; undefined where its pairs cannot carry that. */
  readonly threshold: number | undefined;
}

export const OWN_FMR = 1e-4;
/** The group of all photos, which the others are compared with. */
export const EVERYBODY = 'all';
/** Fewer pairs say nothing. */
const LEAST_PAIRS = 30;

export function measureGroups(
  groups: readonly GroupScores[],
  cosine: number,
  similarity: (cosine: number) => number,
): GroupErrors[] {
  return groups
    .filter(({ impostors }) => impostors.count >= LEAST_PAIRS)
    .map(({ name, genuine, impostors }) => ({
      name,
      genuine: genuine.length,
      impostors: impostors.count,
      fmr: wilson(impostors.atLeast(cosine), impostors.count),
      fnmr: wilson(genuine.filter((score) => score < cosine).length, genuine.length),
      threshold: canClaim(OWN_FMR, impostors.count) ? similarity(impostors.thresholdOf(OWN_FMR)) : undefined,
    }))
    .sort((a, b) => Number(b.name === EVERYBODY) - Number(a.name === EVERYBODY) || b.fmr.value - a.fmr.value);
}

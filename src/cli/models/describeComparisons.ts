/** A line of what `/models/compare` tells. */
export interface ComparisonLine {
  readonly list_id: string;
  readonly faces: number;
  readonly without: number;
  readonly probes: number;
  readonly other_best: number;
  readonly accepted: { readonly both: number; readonly only_before: number; readonly only_after: number };
  readonly known: { readonly searches: number; readonly before: number; readonly after: number };
}

/** Lists that are shown; the largest ones. */
const SHOWN = 20;

/** How answers would change, for a terminal. */
export function describeComparisons(comparisons: readonly ComparisonLine[], threshold: number): string[] {
  if (comparisons.length === 0) return ['no list has faces of both models to compare'];
  const largest = [...comparisons].sort((one, other) => other.faces - one.faces).slice(0, SHOWN);
  const lines = largest.flatMap(({ list_id, faces, without, probes, other_best, accepted, known }) => [
    `list ${list_id}: ${faces} faces${without > 0 ? `, ${without} of them without a new descriptor` : ''}; ${probes} sample searches`,
    `  another best candidate in ${other_best}; accepted at ${threshold}: ${accepted.both} as before, ${accepted.only_after} more, ${accepted.only_before} no more`,
    ...(known.searches > 0
      ? [
          `  of ${known.searches} people with another face in the list found first: ${known.before} before, ${known.after} after`,
        ]
      : []),
  ]);
  const more = comparisons.length - largest.length;
  return more > 0 ? [...lines, `… and ${more} smaller lists: --json has them`] : lines;
}

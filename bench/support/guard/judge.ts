import type { Ratio } from './ratios.ts';

/** `missing`: not measured in this run. `new`: nothing is kept to compare it with. */
export type Verdict = 'holds' | 'better' | 'worse' | 'new' | 'missing';

export interface Judged {
  readonly ratio: Ratio;
  readonly measured: number | undefined;
  readonly kept: number | undefined;
  readonly verdict: Verdict;
}

/** A change below this is what a machine with other work does to any figure. */
const TOLERANCE = 0.15;

/** Each ratio beside the one that was kept for this machine. */
export function judge(
  ratios: readonly Ratio[],
  measured: ReadonlyMap<string, number>,
  kept: Readonly<Record<string, number>>,
): Judged[] {
  return ratios.map((ratio) => {
    const [now, before] = [measured.get(ratio.name), kept[ratio.name]];
    return { ratio, measured: now, kept: before, verdict: verdictOf(ratio, now, before) };
  });
}

function verdictOf({ better }: Ratio, now: number | undefined, before: number | undefined): Verdict {
  if (now === undefined) return 'missing';
  if (before === undefined) return 'new';
  const gain = (now / before - 1) * (better === 'higher' ? 1 : -1);
  // A bit of room for what division does to the last digit; NaN is no number to hold on to.
  if (!(gain >= -TOLERANCE - Number.EPSILON * 4)) return 'worse';
  return gain > TOLERANCE ? 'better' : 'holds';
}

/** Of two measurements of the same ratio the one that other work on the machine disturbed less. */
export function betterOf({ better }: Ratio, one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return better === 'higher' ? Math.max(one, other) : Math.min(one, other);
}

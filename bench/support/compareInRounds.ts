import { type Load, runLoad } from './load.ts';

export type LoadWithoutTime = Omit<Load, 'seconds'>;

export interface Measured {
  /** Middle of the rounds. */
  readonly basePerSecond: number;
  readonly perSecond: number;
  /** This by base, of each round. */
  readonly ratios: readonly number[];
}

const WARM_UP_SECONDS = 2;

/** Loads base, this, this, base in each round, one at a time, after a warm-up of both. */
export async function compareInRounds(
  base: LoadWithoutTime,
  subject: LoadWithoutTime,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Measured> {
  const rate = async (load: LoadWithoutTime) => (await runLoad({ ...load, seconds })).perSecond;
  for (const load of [base, subject]) await runLoad({ ...load, seconds: WARM_UP_SECONDS });
  const found: { base: number; subject: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await rate(base);
    const between = [await rate(subject), await rate(subject)];
    const last = await rate(base);
    found.push({ base: (first + last) / 2, subject: between.reduce((sum, each) => sum + each, 0) / 2 });
  }
  return {
    basePerSecond: median(found.map((round) => round.base)),
    perSecond: median(found.map((round) => round.subject)),
    ratios: found.map((round) => round.subject / round.base),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

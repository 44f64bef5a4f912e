import { type Load, runLoad } from './load.ts';
import { loadOfTree } from './processTree.ts';

export type LoadWithoutTime = Omit<Load, 'seconds'>;

export interface Measured {
  /** Middle of the rounds. */
  readonly basePerSecond: number;
  readonly perSecond: number;
  /** This by base, of each round. */
  readonly ratios: readonly number[];
  /** Processor time of a request in microseconds, of each round; 0 where no processes are named. */
  readonly costs: readonly { readonly base: number; readonly subject: number }[];
}

/** Which processes, with their children, work for a load. */
export interface Workers {
  readonly base: readonly number[];
  readonly subject: readonly number[];
}

const WARM_UP_SECONDS = 2;

/** Loads base, this, this, base in each round, one at a time, after a warm-up of both. */
export async function compareInRounds(
  base: LoadWithoutTime,
  subject: LoadWithoutTime,
  { rounds, seconds, workers }: { readonly rounds: number; readonly seconds: number; readonly workers?: Workers },
): Promise<Measured> {
  const run = async (load: LoadWithoutTime, processes: readonly number[] = []): Promise<Run> => {
    const before = await processorSeconds(processes);
    const { perSecond, requests } = await runLoad({ ...load, seconds });
    return { perSecond, cost: (((await processorSeconds(processes)) - before) * 1e6) / requests };
  };
  for (const load of [base, subject]) await runLoad({ ...load, seconds: WARM_UP_SECONDS });
  const found: { base: Run; subject: Run }[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await run(base, workers?.base);
    const between = [await run(subject, workers?.subject), await run(subject, workers?.subject)];
    found.push({ base: mean([first, await run(base, workers?.base)]), subject: mean(between) });
  }
  return {
    basePerSecond: median(found.map((round) => round.base.perSecond)),
    perSecond: median(found.map((round) => round.subject.perSecond)),
    ratios: found.map((round) => round.subject.perSecond / round.base.perSecond),
    costs: found.map((round) => ({ base: round.base.cost, subject: round.subject.cost })),
  };
}

interface Run {
  readonly perSecond: number;
  readonly cost: number;
}

function mean(runs: readonly Run[]): Run {
  const of = (figure: (run: Run) => number) => runs.reduce((sum, run) => sum + figure(run), 0) / runs.length;
  return { perSecond: of(({ perSecond }) => perSecond), cost: of(({ cost }) => cost) };
}

async function processorSeconds(processes: readonly number[]): Promise<number> {
  const loads = await Promise.all(processes.map(loadOfTree));
  return loads.reduce((sum, load) => sum + load.processorSeconds, 0);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

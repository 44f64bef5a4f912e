import { setTimeout as pause } from 'node:timers/promises';
import type { Failure, SoakClient } from '../soak/client.ts';
import type { Traffic } from '../soak/traffic.ts';
import type { Fault } from './fault.ts';
import { type Holding, type Inspection, inspect } from './inspect.ts';
import { judgeFailure, type Seen } from './judgeFailure.ts';
import type { Site } from './site/site.ts';
import { wellAgain } from './wellAgain.ts';

/** What became of one fault. */
export interface Round extends Inspection {
  readonly fault: Fault;
  /** From when it was lifted. */
  readonly wellMs: number;
  readonly deadlineMs: number;
  readonly restarts: number;
  /** Calls that were not answered with 2xx, by what they saw; `foreign` has those, too, that came at the wrong time. */
  readonly seen: Readonly<Record<Seen, number>>;
  readonly calls: number;
  readonly longestMs: number;
  /** Milliseconds that reads of a person took from the beginning of the fault until all was well again. */
  readonly reads: readonly number[];
  /** What a node had before the first fault. */
  readonly before: Holding;
  /** What was not as promised. */
  readonly problems: readonly string[];
}

export interface Run {
  readonly site: Site;
  readonly client: SoakClient;
  readonly traffic: Traffic;
  readonly faults: readonly Fault[];
  /** Each fault is caused once at least, however long it takes. */
  readonly seconds: number;
  readonly random: () => number;
  /** See `Scene`. */
  readonly patience: number;
  readonly onRound: (round: Round) => void;
}

const WARM_UP_MS = 8000;
/** The shortest and the longest time between two faults in which nothing happens. */
const CALM_MS = { least: 1000, most: 5000 };
/** After it is well again clients go on for a while: nothing may come late. */
const AFTER_MS = 2000;

/** One fault after the other while clients are at work, in an order that is new each time all have been caused. */
export async function runFaults(run: Run): Promise<readonly Round[]> {
  const { site, client, traffic, seconds, random, patience, onRound } = run;
  const rounds: Round[] = [];
  const start = performance.now();
  await pause(WARM_UP_MS);
  // Threads that only some requests need are there from now on, those for passwords included.
  await wellAgain(site, patience);
  for (const node of site.nodes) await node.eraseAccount((await node.createAccount()).accountId);
  const { holding: before } = await traffic.whileQuiet(() => inspect(site, client, traffic, Number.POSITIVE_INFINITY));
  const isOver = () => rounds.length >= run.faults.length && performance.now() - start > seconds * 1000;
  while (!isOver()) {
    for (const fault of shuffled(run.faults, random)) {
      if (isOver()) break;
      await pause(CALM_MS.least + random() * (CALM_MS.most - CALM_MS.least));
      const round = await runOne(run, fault, before);
      rounds.push(round);
      onRound(round);
    }
  }
  return rounds;
}

async function runOne({ site, client, traffic, random, patience }: Run, fault: Fault, before: Holding): Promise<Round> {
  const problems: string[] = [];
  const note = (error: unknown) => problems.push(error instanceof Error ? error.message : String(error));
  const [failed, called] = [client.errors.length, client.calls];
  client.takeDurations();
  const began = performance.now();
  let lifted: number | undefined;
  await fault
    .cause({
      site,
      random,
      patience,
      lifted: () => {
        lifted = performance.now();
      },
    })
    .catch(note);
  lifted ??= performance.now();
  const { at, restarts } = await wellAgain(site, patience);
  const deadlineMs = fault.wellWithinSeconds * 1000 * patience;
  if (at - lifted > deadlineMs) note(`not well within ${deadlineMs / 1000} s`);
  if (restarts > 0 && !fault.mayNeedRestart) note(`${restarts} nodes had to be started again`);
  const durations = client.takeDurations();
  await pause(AFTER_MS);
  const inspection = await traffic.whileQuiet(async () => {
    await fault.afterwards?.(site);
    return inspect(site, client, traffic, before.threads);
  });
  for (const node of site.nodes) node.ends.splice(0).forEach(note);

  const seen = { refused: 0, unknown: 0, cut: 0, foreign: 0 };
  for (const failure of client.errors.slice(failed)) {
    const kind = judge(failure, fault, began, at);
    seen[kind]++;
    if (kind === 'foreign') note(show(failure, began, at));
  }
  return {
    ...inspection,
    fault,
    wellMs: at - lifted,
    deadlineMs,
    restarts,
    seen,
    calls: client.calls - called,
    longestMs: Math.max(0, ...[...durations.values()].flat()),
    reads: durations.get('get person') ?? [],
    before,
    problems,
  };
}

function judge(failure: Failure, { mayRefuse, mayCut }: Fault, began: number, well: number): Seen {
  const kind = judgeFailure(failure);
  const isAllowed = kind === 'cut' ? mayCut : mayRefuse;
  return isAllowed && failure.began < well && failure.ended > began ? kind : 'foreign';
}

function show({ name, status, text, began, ended }: Failure, from: number, to: number): string {
  const seconds = (time: number) => ((time - from) / 1000).toFixed(1);
  return `${name}: ${status} ${text.slice(0, 300)} (${seconds(began)} to ${seconds(ended)} s; well again at ${seconds(to)} s)`;
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as Item);
}

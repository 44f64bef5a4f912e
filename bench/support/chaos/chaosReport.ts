import { writeFileSync } from 'node:fs';
import { describeMachine } from '../machine.ts';
import type { Round } from './runFaults.ts';

/** All rounds of one fault. */
export interface FaultReport {
  readonly fault: string;
  readonly times: number;
  readonly wellMs: { readonly median: number; readonly worst: number; readonly deadline: number };
  readonly restarts: number;
  readonly refused: number;
  readonly unknown: number;
  readonly cut: number;
  readonly foreign: number;
  readonly lost: number;
  readonly back: number;
  /** Descriptors and portraits of nobody, as many as there were in the worst round. */
  readonly orphans: number;
  /** Files and objects that hold a face as it is. */
  readonly plain: readonly string[];
  readonly longestMs: number;
  readonly readsMs: { readonly median: number; readonly p99: number };
  readonly threadsMore: number;
  readonly megabytesMore: number;
  readonly problems: readonly string[];
}

const MB = 1e6;
/** Buffers of pictures that waited come and go. */
const MOST_MEGABYTES = 400;

/** By fault, in the order of their first time. */
export function reportOf(rounds: readonly Round[]): readonly FaultReport[] {
  const byFault = new Map<string, Round[]>();
  for (const round of rounds) {
    const others = byFault.get(round.fault.name);
    if (others) others.push(round);
    else byFault.set(round.fault.name, [round]);
  }
  return [...byFault.values()].map((each) => reportFault(each as [Round, ...Round[]]));
}

function reportFault(rounds: readonly [Round, ...Round[]]): FaultReport {
  const [{ fault, deadlineMs }] = rounds;
  const sum = (count: (round: Round) => number) => rounds.reduce((total, round) => total + count(round), 0);
  const most = (count: (round: Round) => number) => Math.max(...rounds.map(count));
  const well = rounds.map(({ wellMs }) => wellMs);
  const reads = rounds.flatMap((round) => round.reads);
  return {
    fault: fault.name,
    times: rounds.length,
    wellMs: { median: quantile(well, 0.5), worst: Math.max(...well), deadline: deadlineMs },
    restarts: sum(({ restarts }) => restarts),
    refused: sum(({ seen }) => seen.refused),
    unknown: sum(({ seen }) => seen.unknown),
    cut: sum(({ seen }) => seen.cut),
    foreign: sum(({ seen }) => seen.foreign),
    lost: sum(({ lost }) => lost),
    back: sum(({ back }) => back),
    orphans: most(({ orphans, orphanPortraits }) => Math.abs(orphans) + orphanPortraits),
    plain: [...new Set(rounds.flatMap((round) => round.plain))],
    longestMs: most(({ longestMs }) => longestMs),
    readsMs: { median: quantile(reads, 0.5), p99: quantile(reads, 0.99) },
    threadsMore: most(({ holding, before }) => Math.max(0, holding.threads - before.threads)),
    megabytesMore: most(({ holding, before }) => (holding.residentBytes - before.residentBytes) / MB),
    problems: rounds.flatMap(({ problems }) => problems),
  };
}

/** Each promise that was broken, in words. */
export function brokenPromises(reports: readonly FaultReport[]): readonly string[] {
  const broken: string[] = [];
  for (const report of reports) {
    const say = (what: string) => broken.push(`${report.fault}: ${what}`);
    for (const problem of report.problems) say(problem);
    if (report.lost > 0) say(`${report.lost} acknowledged writes are lost`);
    if (report.back > 0) say(`${report.back} erased persons are back`);
    if (report.orphans > 0) say(`${report.orphans} descriptors or portraits of nobody`);
    if (report.plain.length > 0) say(`a face as it is in ${report.plain.join(', ')}`);
    if (report.threadsMore > 0) say(`${report.threadsMore} threads more than before`);
    if (report.megabytesMore > MOST_MEGABYTES) say(`${Math.round(report.megabytesMore)} MB more than before`);
  }
  return broken;
}

/** Prints a Markdown table and, on the last line, the same as JSON; writes the JSON to a file when one is given. */
export function printChaos(
  title: string,
  reports: readonly FaultReport[],
  {
    broken,
    skipped,
    jsonFile,
  }: { broken: readonly string[]; skipped: readonly string[]; jsonFile: string | undefined },
): void {
  const machine = describeMachine();
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  console.log(`\n## ${title}\n\nMachine: ${machine}.\n`);
  console.log(
    '| fault | times | well again after, median / worst / deadline | refused | outcome unknown | cut | foreign | lost | of nobody | in plain | longest call | reads, median / p99 | started again | threads, MB more |',
  );
  console.log(`|${'---|'.repeat(14)}`);
  for (const each of reports) {
    const { wellMs, readsMs } = each;
    const cells = [
      each.fault,
      each.times,
      `${seconds(wellMs.median)} / ${seconds(wellMs.worst)} / ${seconds(wellMs.deadline)} s`,
      ...[each.refused, each.unknown, each.cut, each.foreign, each.lost + each.back, each.orphans, each.plain.length],
      `${seconds(each.longestMs)} s`,
      `${Math.round(readsMs.median)} / ${Math.round(readsMs.p99)} ms`,
      each.restarts,
      `${each.threadsMore}, ${Math.round(each.megabytesMore)}`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  for (const each of skipped) console.log(`\nNOT RUN: ${each}`);
  for (const each of broken) console.log(`\nBROKEN: ${each}`);
  const json = JSON.stringify({ title, machine, date: new Date().toISOString(), reports, skipped, broken });
  console.log(`\n${json}`);
  if (jsonFile !== undefined) writeFileSync(jsonFile, `${json}\n`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

import { workerData } from 'node:worker_threads';
import { serveJobs } from '../../concurrency/threads/serveJobs.ts';
import type { Kernel } from '../kernel/loadKernel.ts';
import type { Chunk } from '../rows/chunk.ts';
import type { BlockRun } from '../rows/rowTable.ts';
import { Scanner } from '../scan/scanner.ts';
import type { Pair, PairRules, ProbeGroup } from './pairs.ts';
import { scanPairs } from './scanPairs.ts';

export interface PairThreadData {
  readonly kernel: Kernel | undefined;
  readonly slot: number;
  readonly chunks: readonly Chunk[];
  readonly runs: readonly BlockRun[];
  readonly rules: PairRules;
}

/** Entry of a thread that compares groups of probes with all rows; these do not change while it lives. */
const { kernel, slot, chunks, runs, rules } = workerData as PairThreadData;
const scanner = new Scanner(kernel, slot);
for (const chunk of chunks) scanner.attach(chunk);

serveJobs<readonly ProbeGroup[], readonly (readonly Pair[])[]>(async (groups) => ({
  response: scanPairs(scanner, runs, groups, rules),
}));

import { workerData } from 'node:worker_threads';
import { serveJobs } from '../../concurrency/threads/serveJobs.ts';
import { createProbe } from './cosine.ts';
import type { ScanAnswer, ScanJob, ScanThreadData } from './scanJob.ts';
import { Scanner } from './scanner.ts';
import { TopMatches } from './topMatches.ts';

/** Entry of a scanning thread. */
const { kernel, slot } = workerData as ScanThreadData;
const scanner = new Scanner(kernel, slot);

serveJobs<ScanJob, ScanAnswer>(async ({ attach, runs, queries }) => {
  for (const chunk of attach) scanner.attach(chunk);
  const missing = runs.flatMap(({ chunkId }) => (scanner.has(chunkId) ? [] : [chunkId]));
  if (missing.length > 0) return { response: { missing } };
  const searches = queries.map(({ probes, limit, groupBy }) => ({
    probes: probes.flatMap((vector) => createProbe(vector) ?? []),
    top: new TopMatches(limit, groupBy),
  }));
  scanner.scanTogether(runs, searches);
  return { response: { found: searches.map(({ top }) => top.matches) } };
});

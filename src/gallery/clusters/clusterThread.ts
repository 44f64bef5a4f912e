import { serveJobs } from '../../concurrency/threads/serveJobs.ts';
import { averageLinkage, dot } from './averageLinkage.ts';
import { type ClusterAnswer, type ClusterJob, type Grouped, type GroupJob, STOPPED } from './clusterJobs.ts';
import { comparePersons } from './comparePersons.ts';
import { nearestRows, nearPairs } from './nearPairs.ts';

/** Entry of the thread that groups faces. It never holds the one that serves requests. */
serveJobs<ClusterJob, ClusterAnswer>(async (job) => {
  const rows = new Float32Array(job.vectors);
  const progress = new Int32Array(job.progress);
  const onPass = (count: number) => {
    Atomics.add(progress, 0, count);
    if (Atomics.load(progress, 1) === 1) throw new Error(STOPPED);
  };
  switch (job.kind) {
    case 'groups':
      return { response: await group(rows, job, onPass) };
    case 'persons':
      return { response: await comparePersons(rows, job, onPass) };
    case 'nearest':
      return { response: await nearestRows(rows, new Float32Array(job.probes), job, onPass) };
  }
});

async function group(
  rows: Float32Array,
  { dimension, threshold }: GroupJob,
  onPass: (rows: number) => void,
): Promise<Grouped> {
  const groups = await averageLinkage(rows, dimension, threshold, (means, rules) =>
    nearPairs(means, dimension, rules, onPass),
  );
  return { groups, likeness: likenessOf(rows, dimension, groups) };
}

function likenessOf(rows: Float32Array, dimension: number, groups: Int32Array): Float32Array {
  const rowOf = (row: number) => rows.subarray(row * dimension, (row + 1) * dimension);
  const sums = new Map<number, Float32Array>();
  for (const [row, group] of groups.entries()) {
    const sum = sums.get(group) ?? new Float32Array(dimension);
    sums.set(group, sum);
    for (const [at, value] of rowOf(row).entries()) sum[at] = (sum[at] as number) + value;
  }
  return Float32Array.from(groups, (group, row) => {
    const sum = sums.get(group) as Float32Array;
    return dot(rowOf(row), sum) / (Math.sqrt(dot(sum, sum)) || 1);
  });
}

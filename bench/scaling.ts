/**
 * npm run bench:scaling -- [--rows 200000] [--node-memory 64] [--node-cores 2] [--useful-cores 1.8] [--network 1]
 *   [--latency 100] [--rate <M faces/s a core>] [--bytes <a face>] [--out file.json]
 *
 * What 10, 100 and 1000 million faces take: nodes, memory, latency, searches a second. The rate of one core, the memory of a
 * face and how unevenly a scan takes are measured in this run (or given: another engine's), the rest is arithmetic. And a
 * real check, at small scale: the merged best of shards are the best of all.
 */
import { parseArgs } from 'node:util';
import { createFaceSet, FACE_DIRECTIONS } from './support/gallery/faceSet.ts';
import { printReport, type Row } from './support/report.ts';
import { createShardedScan } from './support/scaling/shardedScan.ts';
import { type Node, nodesForLatency, nodesForMemory, simulate } from './support/scaling/simulate.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    'node-memory': { type: 'string', default: '64' },
    'node-cores': { type: 'string', default: '2' },
    'useful-cores': { type: 'string', default: '1.8' },
    network: { type: 'string', default: '1' },
    latency: { type: 'string', default: '100' },
    rate: { type: 'string' },
    bytes: { type: 'string' },
    out: { type: 'string' },
  },
});

type Option = Exclude<keyof typeof options, 'out'>;

/** An option that has no sense but as a number above 0. */
function positive(name: Option): number {
  const value = Number(options[name]);
  if (value > 0 && Number.isFinite(value)) return value;
  console.error(`--${name} ${options[name]} is not a number above 0`);
  process.exit(2);
}

const DIMENSION = 512;
const PROBES = 50;
const SHARDS = 7;
const LIMITS = [1, 10, 100];
const GB = 1e9;

const count = positive('rows');
const latency = positive('latency');
const networkMs = positive('network');
if (latency <= networkMs) {
  console.error('--latency must be above --network');
  process.exit(2);
}
const faces = createFaceSet(count, DIMENSION, PROBES, FACE_DIRECTIONS);
const sharded = createShardedScan(faces, SHARDS);

let different = 0;
for (const probe of faces.probes) {
  for (const limit of LIMITS) {
    const whole = JSON.stringify(sharded.scanWhole(probe, limit));
    if (whole !== JSON.stringify(sharded.scanShards(probe, limit))) different++;
  }
}
if (different > 0) process.exitCode = 1;

const times = [...faces.probes, ...faces.probes].map((probe) => {
  const started = performance.now();
  sharded.scanWhole(probe, LIMITS[1] as number);
  return performance.now() - started;
});
const median = times.toSorted((a, b) => a - b)[times.length >> 1] as number;
const measured = count / (median / 1000);

const node: Node = {
  facesPerSecond: options.rate === undefined ? measured : positive('rate') * 1e6,
  usefulCores: Math.min(positive('node-cores'), positive('useful-cores')),
  memoryBytes: positive('node-memory') * GB,
  bytesPerFace: options.bytes === undefined ? sharded.bytesPerFace : positive('bytes'),
  unevenness: times.map((time) => time / median),
  networkMs,
};

const report: Row[] = [
  { what: `merged best of ${SHARDS} shards differ from the best of all`, value: different, unit: '', reach: '0' },
  { what: 'faces a second, one core, measured', value: measured / 1e6, unit: 'M/s' },
  { what: 'memory of a face', value: sharded.bytesPerFace, unit: 'bytes' },
];
for (const millions of [10, 100, 1000]) {
  const total = millions * 1e6;
  const least = nodesForMemory(total, node);
  for (const nodes of new Set([least, nodesForLatency(total, node, latency, least)])) {
    const layout = simulate(total, nodes, node);
    const what = `${millions} M faces on ${nodes} node(s)`;
    report.push(
      { what: `${what}: memory a node`, value: layout.memoryPerNode / GB, unit: 'GB' },
      { what: `${what}: one search, p50`, value: layout.p50, unit: 'ms' },
      { what: `${what}: one search, p99`, value: layout.p99, unit: 'ms' },
      { what: `${what}: searches`, value: layout.searchesPerSecond, unit: '/s' },
    );
  }
}
printReport('Scaling', report, options.out);

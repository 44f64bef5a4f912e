/**
 * npm run bench:gallery -- [--rows 100000,1000000] [--http 10000,1000000] [--dimension 512] [--directions 45]
 *   [--pgvector postgres://…] [--out file.json]
 *
 * What the search can do, with the limit measured in the same run (how fast memory can be read) and two peers: plain
 * JavaScript and usearch's exact search. The rows with "identify" are whole searches of the gallery, from the version check
 * to the merged answer; the others are the scan alone with its top 10, in one thread or two. Vectors are spread as those of
 * faces; `--directions 512` spreads them evenly, the worst case. Last, lists of `--http` many faces in a Postgres server of
 * their own: loaded, searched through HTTP with the service as `npm start` runs it, and
 * compared with the database by that service (`gallery verify`). `--rows ''` does that part alone.
 * With `--pgvector`, a database that may be filled, its exact search is a third peer; a million rows take ten minutes to fill.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type AccountId, type ListId, newId, type PersonId } from '../src/domain/ids.ts';
import { digitsFor, loadKernel } from '../src/gallery/kernel/loadKernel.ts';
import { MemoryBudget } from '../src/gallery/memory/memoryBudget.ts';
import { createMemoryGallery } from '../src/gallery/memory/memoryGallery.ts';
import { BlockArena } from '../src/gallery/rows/blockArena.ts';
import { type Chunk, createChunk } from '../src/gallery/rows/chunk.ts';
import { RowTable } from '../src/gallery/rows/rowTable.ts';
import { createProbe, type Probe } from '../src/gallery/scan/cosine.ts';
import { Scanner } from '../src/gallery/scan/scanner.ts';
import { ScanThreads } from '../src/gallery/scan/scanThreads.ts';
import { TopMatches } from '../src/gallery/scan/topMatches.ts';
import type { GalleryFeed, StoredVector } from '../src/store/lists/listFeed.ts';
import { createFaceSet, FACE_DIRECTIONS, type FaceSet } from './support/gallery/faceSet.ts';
import { measureBandwidth } from './support/gallery/memoryBandwidth.ts';
import { benchOverHttp } from './support/gallery/overHttp.ts';
import { benchPgvector } from './support/gallery/pgvectorRows.ts';
import { usearchOver } from './support/gallery/usearch.ts';
import { postgresOf } from './support/gallery/vectorDatabase.ts';
import { printReport, type Row } from './support/report.ts';

const TOP = 10;
const PROBES = 50;
const WARM_UP_MS = 300;
const THREADS = 2;
const MODEL = 'bench';
const LIST = newId<ListId>();

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000,1000000' },
    http: { type: 'string', default: '10000,1000000' },
    dimension: { type: 'string', default: '512' },
    directions: { type: 'string', default: String(FACE_DIRECTIONS) },
    pgvector: { type: 'string' },
    out: { type: 'string' },
  },
});

interface Bandwidth {
  readonly one: number;
  readonly two: number;
}

/** Median and 99th percentile of the milliseconds that each call takes, once the compilers have done their part. */
async function time(probes: readonly Float32Array[], work: (probe: Float32Array) => unknown) {
  const warm = performance.now() + WARM_UP_MS;
  do await work(probes[0] as Float32Array);
  while (performance.now() < warm);
  const times: number[] = [];
  for (const probe of probes) {
    const started = performance.now();
    await work(probe);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { p50: times[times.length >> 1] as number, p99: times[Math.floor(times.length * 0.99)] as number };
}

async function* storedVectors({ count, dimension, vectors }: FaceSet): AsyncGenerator<StoredVector[]> {
  const size = 1000;
  for (let from = 0; from < count; from += size) {
    await setImmediate();
    yield Array.from({ length: Math.min(size, count - from) }, (_, index) => ({
      descriptorId: newId(),
      personId: newId<PersonId>(),
      modelId: MODEL,
      vector: vectors.subarray((from + index) * dimension, (from + index + 1) * dimension),
    }));
  }
}

function feedOf(faces: FaceSet): GalleryFeed {
  const head = { kind: 'persons', version: 1, stamp: 1 } as const;
  return {
    version: async () => head,
    versions: async () => new Map(),
    changesAfter: async () => ({ changes: [], complete: true }),
    vectors: async () => [],
    vectorsOfPersons: async () => [],
    recentLists: async () => [LIST],
    async load(_listId, onBatch) {
      for await (const batch of storedVectors(faces)) await onBatch(batch);
      return head;
    },
  };
}

/** The scan alone: one thread, the threads, four probes of one person, and recall against exact float32. */
async function benchScan(faces: FaceSet, bandwidth: Bandwidth): Promise<Row[]> {
  const { count, dimension, probes } = faces;
  const kernel = loadKernel();
  const scanner = new Scanner(kernel, 0);
  const plain = new Scanner(undefined, 0);
  const chunks: Chunk[] = [];
  const arena = new BlockArena(
    dimension,
    digitsFor(kernel),
    new MemoryBudget(Number.POSITIVE_INFINITY, () => false),
    () => {
      const chunk = createChunk(chunks.length, dimension, THREADS + 1, true);
      chunks.push(chunk);
      scanner.attach(chunk);
      plain.attach(chunk);
      return chunk;
    },
  );
  const table = new RowTable(arena);
  for await (const batch of storedVectors(faces)) for (const row of batch) table.put(row);
  const threads = new ScanThreads({
    threads: THREADS,
    kernel,
    chunkById: (chunkId) => chunks[chunkId] as Chunk,
    onCrash: (error) => console.error(error),
  });
  const scanWith = (by: Scanner, vectors: readonly Float32Array[]) => {
    const top = new TopMatches(TOP, 'person');
    const asProbes = vectors.map((vector) => createProbe(vector) as Probe);
    for (const runs of table.split(1)) by.scan(runs, asProbes, top);
    return top.matches.map(({ descriptorId }) => descriptorId);
  };

  const one = await time(probes, (probe) => scanWith(scanner, [probe]));
  const strangers = await time(faces.strangers, (probe) => scanWith(scanner, [probe]));
  const four = await time(probes.slice(0, -3), (probe) => {
    const first = probes.indexOf(probe);
    return scanWith(scanner, probes.slice(first, first + 4));
  });
  const inThreads = (shares: number) =>
    time(probes, (probe) => threads.scan(table.split(shares), [{ probes: [probe], limit: TOP, groupBy: 'person' }]));
  const alone = await inThreads(1);
  const together = await inThreads(THREADS);
  const fourTogether = (shares: number) =>
    time(probes.slice(0, -3), (probe) => {
      const first = probes.indexOf(probe);
      const queries = probes
        .slice(first, first + 4)
        .map((each) => ({ probes: [each], limit: TOP, groupBy: 'person' as const }));
      return threads.scan(table.split(shares), queries);
    });
  const fourInOne = await fourTogether(1);
  const fourInTwo = await fourTogether(THREADS);
  // The plain scan takes seconds a million rows: fewer probes.
  const judged = probes.slice(0, Math.max(5, Math.min(PROBES, Math.floor(10_000_000 / count))));
  const javascript = await time(judged.slice(0, 10), (probe) => scanWith(plain, [probe]));
  let sameFirst = 0;
  let sameTop = 0;
  for (const probe of judged) {
    const found = scanWith(scanner, [probe]);
    const truth = scanWith(plain, [probe]);
    if (found[0] === truth[0]) sameFirst++;
    sameTop += truth.filter((id) => found.includes(id)).length;
  }
  await threads.close();

  // A scan reads half of the bytes of 8-bit rows; both are held against what the memory gives.
  const bytesRead = (milliseconds: number) => (table.scanBytes / milliseconds) * 1000;
  const rate = (milliseconds: number) => count / milliseconds / 1000;
  const unit = 'M comparisons/s';
  const usearch = usearchOver(faces.vectors, dimension);
  const peers: Row[] = [];
  for (const thread of usearch ? [1, THREADS] : []) {
    const peer = await time(probes.slice(0, 15), (probe) => usearch?.(probe, TOP, thread));
    const own = thread === 1 ? one : together;
    peers.push(
      { what: `usearch exactSearch f32, ${thread} thread(s)`, value: rate(peer.p50), unit },
      { what: `ratio to usearch, ${thread} thread(s)`, value: peer.p50 / own.p50, unit: '×', reach: '≥ 2' },
    );
  }
  return [
    { what: 'int8 scan + top 10, one thread', value: rate(one.p50), unit, reach: '≥ 25' },
    { what: '– median time', value: one.p50, unit: 'ms' },
    {
      what: '– bytes of 8-bit rows, of the one-core memory bandwidth',
      value: (((count * dimension) / one.p50) * 1e5) / bandwidth.one,
      unit: '%',
      reach: '≥ 55',
    },
    { what: '– bytes that it reads, of the same', value: (bytesRead(one.p50) / bandwidth.one) * 100, unit: '%' },
    { what: 'the same for probes of nobody in the list', value: rate(strangers.p50), unit },
    { what: 'four probes a pass, one thread', value: rate(four.p50 / 4), unit },
    { what: 'one worker thread', value: rate(alone.p50), unit },
    { what: 'two worker threads', value: rate(together.p50), unit },
    { what: '– median time', value: together.p50, unit: 'ms' },
    { what: '– against one', value: alone.p50 / together.p50, unit: '×', reach: '≥ 1.6' },
    {
      what: '– the most that the two-core memory bandwidth allows against one',
      value: bandwidth.two / bytesRead(alone.p50),
      unit: '×',
    },
    { what: 'four searches read together, one worker thread', value: rate(fourInOne.p50 / 4), unit },
    { what: 'four searches read together, two worker threads', value: rate(fourInTwo.p50 / 4), unit },
    { what: '– against one', value: fourInOne.p50 / fourInTwo.p50, unit: '×', reach: '≥ 1.6' },
    { what: '– against one thread with one search', value: (4 * alone.p50) / fourInTwo.p50, unit: '×' },
    {
      what: '– share of the two-core memory bandwidth (100: more threads cannot help)',
      value: (bytesRead(together.p50) / bandwidth.two) * 100,
      unit: '%',
    },
    { what: 'plain JavaScript float32, one thread', value: rate(javascript.p50), unit },
    ...peers,
    { what: 'recall@1 against exact float32', value: sameFirst / judged.length, unit: '', reach: '1' },
    { what: 'recall@10', value: sameTop / (judged.length * TOP), unit: '', reach: '≥ 0.999' },
    {
      what: 'memory a row without its float vector',
      value: table.bytes / count,
      unit: 'bytes',
      reach: '≤ 560',
    },
  ];
}

/** Whole searches through the gallery, as core calls it. */
async function benchIdentify(faces: FaceSet): Promise<Row[]> {
  const gallery = createMemoryGallery({ feed: feedOf(faces), workers: THREADS });
  const identify = (probe: Float32Array) =>
    gallery.search(newId<AccountId>(), {
      candidates: { kind: 'list', listId: LIST },
      probes: [probe],
      modelId: MODEL,
      limit: TOP,
      groupBy: 'person',
    });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const started = performance.now();
  await identify(faces.probes[0] as Float32Array);
  const loadSeconds = (performance.now() - started) / 1000;
  const loadDelay = loop.percentile(99) / 1e6;
  loop.reset();
  const identifyTime = await time([...faces.probes, ...faces.probes], identify);
  const searchDelay = loop.percentile(99) / 1e6;
  const together = performance.now();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const probe of faces.probes.slice(0, 25)) await identify(probe);
    }),
  );
  const perSecond = (100 / (performance.now() - together)) * 1000;
  await gallery.close();
  return [
    { what: 'identify, p50', value: identifyTime.p50, unit: 'ms', ...(faces.count <= 100_000 && { reach: '≤ 15' }) },
    { what: 'identify, p99', value: identifyTime.p99, unit: 'ms' },
    { what: 'identify, four callers', value: perSecond, unit: 'searches/s' },
    { what: 'event loop p99 while identifying', value: searchDelay, unit: 'ms', reach: '≤ 20' },
    { what: 'load from a feed in memory', value: loadSeconds, unit: 's' },
    { what: 'event loop p99 while loading', value: loadDelay, unit: 'ms', reach: '≤ 20' },
  ];
}

const dimension = Number(options.dimension);
const bandwidth = { one: await measureBandwidth(1), two: await measureBandwidth(THREADS) };
const report: Row[] = [
  { what: 'memory bandwidth, one core', value: bandwidth.one / 1e9, unit: 'GB/s' },
  { what: 'memory bandwidth, two cores', value: bandwidth.two / 1e9, unit: 'GB/s' },
];
for (const count of options.rows.split(',').filter(Boolean).map(Number)) {
  const faces = createFaceSet(count, dimension, PROBES, Number(options.directions));
  const rows = [...(await benchIdentify(faces)), ...(await benchScan(faces, bandwidth))];
  if (options.pgvector !== undefined) {
    const database = postgresOf(options.pgvector);
    rows.push(...(await benchPgvector(faces, { database, type: 'halfvec', efforts: [] })));
  }
  report.push(...rows.map((row) => ({ ...row, what: `${count} × ${dimension}: ${row.what}` })));
}
const sizes = options.http.split(',').filter(Boolean).map(Number);
if (sizes.length > 0) report.push(...(await benchOverHttp(sizes)));
printReport('Gallery', report, options.out);

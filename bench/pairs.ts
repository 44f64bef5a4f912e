/**
 * npm run bench:pairs -- [--probes 2000] [--candidates 100000] [--threads 1,2] [--out file.json]
 *
 * How many pairs `crossmatch` compares in a second: whole stretches through the pair search, from the probes' vectors to
 * the pairs above the threshold, without the database and the file.
 */
import { parseArgs } from 'node:util';
import { cosineThreshold } from '../src/core/matching/cosineThreshold.ts';
import { crossmatch } from '../src/core/matching/crossmatch.ts';
import { type DescriptorId, type ListId, newId, type PersonId } from '../src/domain/ids.ts';
import { silentLog } from '../src/gallery/memory/galleryLog.ts';
import { openPairSearch } from '../src/gallery/pairs/pairSearch.ts';
import type { PairRules } from '../src/gallery/pairs/pairs.ts';
import type { GalleryFeed, StoredVector } from '../src/store/lists/listFeed.ts';
import { EMBEDDERS } from '../src/vision/embed/embedders.ts';
import { createSimilarity } from '../src/vision/find/similarity.ts';
import { createFaceSet } from './support/gallery/faceSet.ts';
import { printReport, type Row } from './support/report.ts';

const { values: options } = parseArgs({
  options: {
    probes: { type: 'string', default: '2000' },
    candidates: { type: 'string', default: '100000' },
    threads: { type: 'string', default: '1,2' },
    threshold: { type: 'string', default: '0.9' },
    out: { type: 'string' },
  },
});

const MODEL = EMBEDDERS.fr;
const LIST = newId<ListId>();
const BATCH = 100;
const threshold = Number(options.threshold);
const similarity = createSimilarity(MODEL.calibration);

function rowsOf(count: number): StoredVector[] {
  const { vectors } = createFaceSet(count, MODEL.dimension, 1);
  return Array.from({ length: count }, (_, index) => ({
    descriptorId: newId<DescriptorId>(),
    personId: newId<PersonId>(),
    modelId: MODEL.id,
    vector: vectors.subarray(index * MODEL.dimension, (index + 1) * MODEL.dimension),
  }));
}

async function* batchesOf(rows: readonly StoredVector[]): AsyncGenerator<readonly StoredVector[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}

const candidates = rowsOf(Number(options.candidates));
// Pictures of the first identities, which are among the candidates: there are pairs to be found.
const probes = rowsOf(Number(options.probes));
const head = { kind: 'persons', version: 1, stamp: 1 } as const;
const feed: GalleryFeed = {
  version: async () => head,
  versions: async () => new Map(),
  changesAfter: async () => ({ changes: [], complete: true }),
  vectors: async () => [],
  vectorsOfPersons: async () => [],
  recentLists: async () => [LIST],
  async load(_listId, onBatch) {
    for await (const batch of batchesOf(candidates)) await onBatch(batch);
    return head;
  },
};
const rules: PairRules = {
  cosineThreshold: cosineThreshold(similarity, threshold),
  limit: 100,
  probes: 'person',
  candidates: 'person',
  withinOneList: false,
};

const report: Row[] = [];
for (const threads of options.threads.split(',').map(Number)) {
  const parts = { feed, listId: LIST, modelId: MODEL.id, dimension: MODEL.dimension, rules, threads };
  const search = await openPairSearch({ ...parts, maxBytes: Number.POSITIVE_INFINITY, log: silentLog });
  if (!search) throw new Error('no list');
  const reader = { describe: async () => undefined, vectors: () => batchesOf(probes) };
  const run = { reader, search, modelId: MODEL.id, dimension: MODEL.dimension, similarity };
  const started = performance.now();
  let comparisons = 0;
  let pairs = 0;
  for await (const stretch of crossmatch(run, { listId: LIST, kind: 'persons', threshold })) {
    comparisons += stretch.comparisons;
    pairs += stretch.pairs.length;
  }
  const seconds = (performance.now() - started) / 1000;
  await search.close();
  report.push(
    { what: `pairs compared, ${threads} thread(s)`, value: comparisons / seconds / 1e6, unit: 'M pairs/s' },
    { what: `pairs from ${threshold} on that were found`, value: pairs, unit: '' },
  );
}
printReport(`Pairs: ${probes.length} × ${candidates.length}, ${MODEL.dimension} numbers each`, report, options.out);

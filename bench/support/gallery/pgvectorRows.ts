import { type AccountId, type DescriptorId, type ListId, newId } from '../../../src/domain/ids.ts';
import { createClock } from '../../../src/domain/time.ts';
import { createMemoryGallery } from '../../../src/gallery/memoryGallery.ts';
import { PgvectorGallery } from '../../../src/gallery/pgvector/pgvectorGallery.ts';
import type { StoreOptions } from '../../../src/store/openDatabase.ts';
import { openStore } from '../../../src/store/openStore.ts';
import type { Store } from '../../../src/store/store.ts';
import type { VectorType } from '../../../src/store/vectorIndex.ts';
import type { Row } from '../report.ts';
import type { FaceSet } from './faceSet.ts';

const TOP = 10;
const MODEL = 'bench';
const EFFORT = 100;
const BATCH = 1000;

/** The database engine over a list of these faces: exact and through a graph, with recall against our own engine. */
export async function benchPgvector(faces: FaceSet, database: StoreOptions, type: VectorType): Promise<Row[]> {
  const vectorIndex = { type, partitions: 1 };
  const store = await openStore({ ...database, vectorIndex } as StoreOptions);
  const index = store.vectorIndex;
  if (!index) throw new Error('the store has no index');
  const { listId, seconds } = await fill(store, faces);

  const memory = createMemoryGallery({ feed: store.galleryFeed, workers: 0 });
  const exact = new PgvectorGallery({ index, feed: store.galleryFeed });
  const graph = new PgvectorGallery({ index, feed: store.galleryFeed, graphEffort: EFFORT });
  const accountId = newId<AccountId>();
  const ask = async (gallery: Pick<PgvectorGallery, 'search'>) => {
    const times: number[] = [];
    const found: (readonly DescriptorId[])[] = [];
    for (const probe of [faces.probes[0] as Float32Array, ...faces.probes]) {
      const from = performance.now();
      const matches = await gallery.search(accountId, {
        candidates: { kind: 'list', listId },
        probes: [probe],
        modelId: MODEL,
        limit: TOP,
        groupBy: 'descriptor',
      });
      times.push(performance.now() - from);
      found.push(matches.map(({ descriptorId }) => descriptorId));
    }
    // The first one opens what the others use.
    const sorted = times.slice(1).sort((a, b) => a - b);
    return { found: found.slice(1), p50: sorted[sorted.length >> 1] as number, p99: sorted.at(-1) as number };
  };
  const truth = await ask(memory);
  const exactly = await ask(exact);
  const graphStarted = performance.now();
  await index.prepareGraph(MODEL, faces.dimension);
  const graphSeconds = (performance.now() - graphStarted) / 1000;
  const nearly = await ask(graph);
  for (const gallery of [memory, exact, graph]) await gallery.close();
  await store.close();
  const name = `pgvector ${type}`;
  return [
    { what: 'our own engine, with its version check, one thread: p50', value: truth.p50, unit: 'ms' },
    { what: `${name}, links written with their rows`, value: faces.count / seconds, unit: 'rows/s' },
    { what: `${name} exact, p50`, value: exactly.p50, unit: 'ms' },
    { what: `${name} exact, slowest`, value: exactly.p99, unit: 'ms' },
    { what: `${name} exact, recall@${TOP}`, value: recall(truth.found, exactly.found), unit: '', reach: '1' },
    { what: `${name} HNSW, making the graph`, value: graphSeconds, unit: 's' },
    { what: `${name} HNSW, p50`, value: nearly.p50, unit: 'ms' },
    { what: `${name} HNSW, slowest`, value: nearly.p99, unit: 'ms' },
    { what: `${name} HNSW, recall@${TOP}`, value: recall(truth.found, nearly.found), unit: '', reach: '≥ 0.99' },
  ];
}

/** A list of all the faces, and how long it took to link them: the index is written in the same transactions. */
async function fill(
  store: Store,
  { count, dimension, vectors }: FaceSet,
): Promise<{ listId: ListId; seconds: number }> {
  const clock = createClock('UTC');
  const accountId = newId<AccountId>();
  const listId = newId<ListId>();
  const createTime = clock();
  await store.accounts.create({
    accountId,
    email: `${accountId}@example.org`,
    organizationName: 'bench',
    passwordHash: '-',
    active: true,
    createTime,
  });
  await store.lists.create(accountId, { listId, kind: 'descriptors', listData: '', createTime });
  let milliseconds = 0;
  for (let start = 0; start < count; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - start) }, (_, row) => ({
      descriptorId: newId<DescriptorId>(),
      createTime,
      modelId: MODEL,
      vector: vectors.subarray((start + row) * dimension, (start + row + 1) * dimension),
      hasPortrait: false,
    }));
    const ids = batch.map(({ descriptorId }) => descriptorId);
    await store.descriptors.createMany(accountId, batch);
    const from = performance.now();
    await store.transaction(async (tx) => {
      await tx.lists.linkDescriptors(accountId, listId, ids, createTime);
      await tx.lists.recordChange([listId], { add: ids });
    });
    milliseconds += performance.now() - from;
  }
  return { listId, seconds: milliseconds / 1000 };
}

function recall(truth: readonly (readonly DescriptorId[])[], found: readonly (readonly DescriptorId[])[]): number {
  const same = truth.map((ids, probe) => ids.filter((id) => found[probe]?.includes(id)).length);
  return same.reduce((sum, count) => sum + count, 0) / truth.flat().length;
}

import { sql } from 'kysely';
import type { StoreOptions } from '../../../src/databases/openDatabase.ts';
import type { DescriptorId, ListId } from '../../../src/domain/ids.ts';
import type { Gallery } from '../../../src/gallery/gallery.ts';
import { PgvectorGallery } from '../../../src/gallery/pgvector/pgvectorGallery.ts';
import type { VectorType } from '../../../src/store/pgvector/vectorIndex.ts';
import { type Both, createDescriptors, MODEL, openBoth, searchOf } from '../../../test/integration/pgvector/support.ts';
import { aList, clock } from '../../../test/integration/store/support/rows.ts';
import type { Row } from '../report.ts';
import type { FaceSet } from './faceSet.ts';

const TOP = 10;
const BATCH = 1000;

export interface PgvectorBench {
  readonly database: StoreOptions;
  readonly type: VectorType;
  /** What PGVECTOR_EF_SEARCH may be for searches through a graph; none: no graph is made. */
  readonly efforts: readonly number[];
}

/** The database engine over a list of these faces, with recall and time against our own engine over the same list. */
export async function benchPgvector(faces: FaceSet, { database, type, efforts }: PgvectorBench): Promise<Row[]> {
  const both = await openBoth(database, { type, partitions: 1 });
  try {
    const { listId, seconds } = await fill(both, faces);
    const truth = await ask(both, both.memory, listId, faces);
    const name = `pgvector ${type}`;
    const size = await bytesOfRow(both);
    const rows: Row[] = [
      { what: 'our own engine, with its version check, one thread: p50', value: truth.p50, unit: 'ms' },
      { what: '– p99', value: truth.p99, unit: 'ms' },
      { what: `${name}, links written with their rows`, value: faces.count / seconds, unit: 'rows/s' },
      { what: '– a row of its table', value: size.table, unit: 'bytes' },
      { what: '– in its two keys', value: size.indexes, unit: 'bytes' },
      ...compare(`${name} exact`, truth, await ask(both, both.pgvector, listId, faces), '1'),
    ];
    if (efforts.length > 0) rows.push(...(await makeGraph(both, faces, name)));
    for (const graphEffort of efforts) {
      const index = both.vectorIndex;
      const { galleryFeed: feed, beginFor } = both.indexed;
      const gallery = new PgvectorGallery({ index, feed, beginFor, graphEffort });
      const found = await ask(both, gallery, listId, faces);
      rows.push(...compare(`${name} HNSW, ef_search ${graphEffort}`, truth, found, '≥ 0.99'));
      await gallery.close();
    }
    return rows;
  } finally {
    await both.close();
  }
}

async function makeGraph(both: Both, { dimension }: FaceSet, name: string): Promise<Row[]> {
  const before = await bytesOfRow(both);
  const started = performance.now();
  await both.vectorIndex.prepareGraph(MODEL, dimension);
  const seconds = (performance.now() - started) / 1000;
  const after = await bytesOfRow(both);
  return [
    { what: `${name} HNSW, making the graph`, value: seconds, unit: 's' },
    { what: '– a row of the graph', value: after.indexes - before.indexes, unit: 'bytes' },
  ];
}

/** A list of all the faces, and how long it took to link them: the index is written in the same transactions. */
async function fill(
  { indexed, accountId, database }: Both,
  { count, dimension, vectors }: FaceSet,
): Promise<{ listId: ListId; seconds: number }> {
  const listId = await aList(indexed, accountId, 'descriptors');
  let milliseconds = 0;
  for (let start = 0; start < count; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - start) }, (_, row) =>
      vectors.subarray((start + row) * dimension, (start + row + 1) * dimension),
    );
    const ids = await createDescriptors(indexed, accountId, batch);
    const from = performance.now();
    await indexed.transaction(async (tx) => {
      await tx.lists.linkDescriptors(accountId, listId, ids, clock());
      await tx.lists.recordChange([listId], { add: ids });
    });
    milliseconds += performance.now() - from;
  }
  // As the database does by itself in quiet minutes.
  await sql`vacuum analyze gallery_vector`.execute(database.db);
  return { listId, seconds: milliseconds / 1000 };
}

interface Asked {
  readonly found: readonly (readonly DescriptorId[])[];
  readonly p50: number;
  readonly p99: number;
}

async function ask(
  { accountId }: Both,
  gallery: Pick<Gallery, 'search'>,
  listId: ListId,
  { probes }: FaceSet,
): Promise<Asked> {
  const times: number[] = [];
  const found: (readonly DescriptorId[])[] = [];
  for (const probe of [probes[0] as Float32Array, ...probes]) {
    const from = performance.now();
    const matches = await gallery.search(accountId, searchOf(listId, probe, { limit: TOP, groupBy: 'descriptor' }));
    times.push(performance.now() - from);
    found.push(matches.map(({ descriptorId }) => descriptorId));
  }
  // The first one opens what the others use.
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] as number;
  return { found: found.slice(1), p50: at(0.5), p99: at(0.99) };
}

function compare(name: string, truth: Asked, asked: Asked, reach: string): Row[] {
  return [
    { what: `${name}, p50`, value: asked.p50, unit: 'ms' },
    { what: '– p99', value: asked.p99, unit: 'ms' },
    { what: '– times our own engine, p50', value: asked.p50 / truth.p50, unit: '×' },
    { what: '– recall@1', value: recall(truth, asked, 1), unit: '', reach },
    { what: `– recall@${TOP}`, value: recall(truth, asked, TOP), unit: '', reach },
  ];
}

function recall(truth: Asked, asked: Asked, top: number): number {
  const wanted = truth.found.map((ids) => ids.slice(0, top));
  const same = wanted.map((ids, probe) => ids.filter((id) => asked.found[probe]?.slice(0, top).includes(id)).length);
  return same.reduce((sum, count) => sum + count, 0) / wanted.flat().length;
}

/** What was there before is counted with it. */
async function bytesOfRow({ database }: Both): Promise<{ table: number; indexes: number }> {
  const { rows } = await sql<{ tables: string; indexes: string; count: string }>`
    select sum(pg_table_size(inhrelid)) as tables, sum(pg_indexes_size(inhrelid)) as indexes,
      (select count(*) from gallery_vector) as count
    from pg_inherits where inhparent = 'gallery_vector'::regclass`.execute(database.db);
  const [{ tables, indexes, count } = { tables: '', indexes: '', count: '' }] = rows;
  return { table: Number(tables) / Number(count), indexes: Number(indexes) / Number(count) };
}

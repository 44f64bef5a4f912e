import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListId } from '../../../src/domain/ids.ts';
import { gaussSource, randomSource, randomVector, variation } from '../../support/vectors.ts';
import { aList } from '../store/support/rows.ts';
import { GRAPH_DATABASES } from './databases.ts';
import { type Both, createDescriptors, linksOf, MODEL, openBoth, searchOf } from './support.ts';

const DIMENSION = 32;
const PERSONS = 400;
const PROBES = 40;
const gauss = gaussSource(randomSource(59));
const identities = Array.from({ length: PERSONS }, () => randomVector(DIMENSION, gauss));

describe.each(GRAPH_DATABASES)('the graph on $name', ({ create }) => {
  let both: Both;
  let large: ListId;
  let small: ListId;
  let remove: () => Promise<void>;

  async function fill(kind: readonly Float32Array[]): Promise<ListId> {
    const listId = await aList(both.indexed, both.accountId, 'descriptors');
    const descriptorIds = await createDescriptors(both.indexed, both.accountId, kind);
    const links = linksOf(both.indexed);
    await links.changeMany('attach', both.accountId, listId, { descriptorIds });
    return listId;
  }

  beforeAll(async () => {
    const database = await create();
    remove = database.remove;
    // One connection: what it has counted is seen at once, what is set holds.
    const options = { ...database.options, poolSize: 1 };
    both = await openBoth(options, { type: 'halfvec', partitions: 1 }, { graphEffort: 100 });
    small = await fill(identities.slice(0, 30));
    // Made over what is there, and kept from then on; twice is once.
    for (let round = 0; round < 2; round++) await both.vectorIndex.prepareGraph(MODEL, DIMENSION);
    large = await fill(identities.flatMap((identity) => Array.from({ length: 5 }, () => variation(identity, gauss))));
    await sql`analyze gallery_vector_p0`.execute(both.database.db);
    // For a list of this size the planner would rather compare all.
    await sql`set enable_sort = off`.execute(both.database.db);
  });
  afterAll(async () => {
    await both?.close();
    await remove?.();
  });

  async function graphScans(): Promise<number> {
    const { db } = both.database;
    await sql`select pg_stat_force_next_flush()`.execute(db);
    const { rows } = await sql<{ scans: number }>`
    select coalesce(sum(idx_scan), 0)::integer as scans from pg_stat_user_indexes s
    join pg_class c on c.oid = s.indexrelid join pg_am a on a.oid = c.relam where a.amname = 'hnsw'`.execute(db);
    return rows[0]?.scans ?? 0;
  }

  test('a search through the graph finds at least 99 of 100, each with its true cosine', async () => {
    const before = await graphScans();
    let expectedCount = 0;
    let same = 0;
    for (const identity of identities.slice(0, PROBES)) {
      const search = searchOf(large, variation(identity, gauss), { groupBy: 'descriptor', limit: 10 });
      const expected = await both.memory.search(both.accountId, search);
      const found = await both.pgvector.search(both.accountId, search);
      expect(found).toHaveLength(10);
      expectedCount += expected.length;
      for (const match of found) {
        const twin = expected.find(({ descriptorId }) => descriptorId === match.descriptorId);
        if (!twin) continue;
        expect(match).toEqual(twin);
        same++;
      }
    }
    expect(same / expectedCount).toBeGreaterThanOrEqual(0.99);
    expect(await graphScans()).toBeGreaterThanOrEqual(before + PROBES);
  });

  test('several probes, and lists that the graph has too little of', async () => {
    const probes = identities.slice(0, 3).map((identity) => variation(identity, gauss));
    for (const listId of [large, small]) {
      const search = searchOf(listId, probes[0] as Float32Array, { probes, groupBy: 'descriptor', limit: 12 });
      expect(await both.pgvector.search(both.accountId, search)).toEqual(
        await both.memory.search(both.accountId, search),
      );
    }
    const all = searchOf(small, probes[0] as Float32Array, { groupBy: 'descriptor', limit: 100 });
    expect(await both.pgvector.search(both.accountId, all)).toHaveLength(30);
    expect(await both.pgvector.search(both.accountId, searchOf(large, probes[0] as Float32Array))).toEqual([]);
  });
});

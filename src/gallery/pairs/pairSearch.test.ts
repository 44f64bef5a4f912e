import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemoryFeed } from '../../../test/support/memoryFeed.ts';
import { gaussSource, randomSource, randomVector, variation } from '../../../test/support/vectors.ts';
import { type DescriptorId, type ListId, newId, type PersonId } from '../../domain/ids.ts';
import type { StoredVector } from '../../store/lists/listFeed.ts';
import { silentLog } from '../memory/galleryLog.ts';
import { GalleryTooSmall } from '../memory/memoryBudget.ts';
import { cosine, createProbe } from '../scan/cosine.ts';
import { openPairSearch } from './pairSearch.ts';
import type { Pair, PairRules, ProbeGroup } from './pairs.ts';

const MODEL = 'net';
const DIMENSION = 48;

interface Faces {
  readonly feed: MemoryFeed;
  readonly listId: ListId;
  readonly rows: readonly StoredVector[];
}

/** Persons of up to 40 descriptors, some descriptors that nobody owns, two pictures of every other identity. */
function createFaces(seed: number, persons: number): Faces {
  const random = randomSource(seed);
  const gauss = gaussSource(random);
  const feed = new MemoryFeed();
  const listId = newId<ListId>();
  feed.createList(listId);
  const rows: StoredVector[] = [];
  for (let index = 0; index < persons; index++) {
    const identity = randomVector(DIMENSION, gauss);
    for (const _ of [0, 1]) {
      const personId = random() < 0.2 ? null : newId<PersonId>();
      const count = random() < 0.1 ? 40 : 1 + Math.floor(random() * 3);
      for (let picture = 0; picture < count; picture++) {
        rows.push({ descriptorId: newId(), personId, modelId: MODEL, vector: variation(identity, gauss, 0.4) });
      }
    }
  }
  for (const row of rows) feed.store(row);
  feed.change(listId, { add: rows.map(({ descriptorId }) => descriptorId) });
  return { feed, listId, rows };
}

function groupsOf(rows: readonly StoredVector[], by: 'person' | 'descriptor'): ProbeGroup[] {
  const groups = new Map<string, { personId: PersonId | null; descriptors: StoredVector[] }>();
  for (const row of rows) {
    const key = by === 'person' ? row.personId : row.descriptorId;
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.descriptors.push(row);
    else groups.set(key, { personId: row.personId, descriptors: [row] });
  }
  return [...groups.values()];
}

/** The rules as they are written, one comparison after the other. */
function naively(groups: readonly ProbeGroup[], rows: readonly StoredVector[], rules: PairRules): Pair[][] {
  return groups.map(({ personId: probePersonId, descriptors }) => {
    const best = new Map<string, Pair>();
    for (const { descriptorId: probeDescriptorId, vector } of descriptors) {
      const probe = createProbe(vector);
      for (const { descriptorId, personId, vector: row } of rows) {
        const key = rules.candidates === 'person' ? personId : descriptorId;
        const probeKey = rules.probes === 'person' ? probePersonId : probeDescriptorId;
        const otherKey = rules.probes === 'person' ? personId : descriptorId;
        const isOne = rules.probes === 'person' || rules.candidates === 'person';
        if (key === null || !probe || probeDescriptorId === descriptorId) continue;
        if (isOne && personId !== null && personId === probePersonId) continue;
        if (rules.withinOneList && !(probeKey && otherKey && probeKey < otherKey)) continue;
        const value = cosine(probe, row, 0);
        if (value < rules.cosineThreshold || value <= (best.get(key)?.cosine ?? -2)) continue;
        best.set(key, { probePersonId, probeDescriptorId, descriptorId, personId, cosine: value });
      }
    }
    return [...best.values()].sort((a, b) => b.cosine - a.cosine).slice(0, rules.limit);
  });
}

async function search({ feed, listId }: Faces, groups: readonly ProbeGroup[], rules: PairRules) {
  const options = { feed, listId, modelId: MODEL, dimension: DIMENSION, rules, threads: 2, log: silentLog };
  const pairs = await openPairSearch({ ...options, maxBytes: Number.POSITIVE_INFINITY });
  if (!pairs) throw new Error('no list');
  try {
    return await pairs.search(groups);
  } finally {
    await pairs.close();
  }
}

it('finds the pairs that a comparison of everything finds', { timeout: 120_000 }, async () => {
  const by = fc.constantFrom('person' as const, 'descriptor' as const);
  const rules = fc.record({
    cosineThreshold: fc.constantFrom(-1, 0.2, 0.6, 0.8),
    limit: fc.constantFrom(1, 3, 1000),
    probes: by,
    candidates: by,
    withinOneList: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(rules, fc.integer({ min: 1, max: 2 ** 31 }), async (drawn, seed) => {
      const wanted = drawn.withinOneList ? { ...drawn, candidates: drawn.probes } : drawn;
      const faces = createFaces(seed, 40);
      const groups = groupsOf(faces.rows, wanted.probes);
      expect(await search(faces, groups, wanted)).toEqual(naively(groups, faces.rows, wanted));
    }),
    { numRuns: 8 },
  );
});

const RULES = { cosineThreshold: 0, limit: 5, probes: 'person', candidates: 'person', withinOneList: false } as const;

it('has no pairs with an empty list, and none for probes without direction', async () => {
  const faces = createFaces(3, 4);
  const empty = { ...faces, listId: newId<ListId>() };
  faces.feed.createList(empty.listId);
  const groups = groupsOf(faces.rows, 'person');
  expect((await search(empty, groups, RULES)).flat()).toEqual([]);
  const zero: ProbeGroup = {
    personId: newId(),
    descriptors: [{ descriptorId: newId<DescriptorId>(), vector: new Float32Array(DIMENSION) }],
  };
  expect(await search(faces, [zero], RULES)).toEqual([[]]);
});

it('says so when the list is unknown, or larger than the memory it may have', async () => {
  const { feed, listId } = createFaces(5, 4);
  const options = { feed, modelId: MODEL, dimension: DIMENSION, rules: RULES, threads: 1, log: silentLog };
  expect(await openPairSearch({ ...options, listId: newId(), maxBytes: 1e9 })).toBeUndefined();
  await expect(openPairSearch({ ...options, listId, maxBytes: 100 })).rejects.toThrow(GalleryTooSmall);
});

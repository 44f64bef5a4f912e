import { afterEach, expect, test, vi } from 'vitest';
import { MemoryFeed } from '../../../test/support/memoryFeed.ts';
import { gaussSource, randomSource, randomVector } from '../../../test/support/vectors.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../domain/ids.ts';
import type { StoredVector } from '../../store/lists/listFeed.ts';
import { BlockArena } from '../rows/blockArena.ts';
import { type Chunk, ChunkView, createChunk } from '../rows/chunk.ts';
import { RowTable } from '../rows/rowTable.ts';
import { silentLog } from './galleryLog.ts';
import { MemoryBudget } from './memoryBudget.ts';
import { createMemoryGallery } from './memoryGallery.ts';
import type { PrewarmedGallery } from './prewarmedGallery.ts';

const DIMENSION = 32;
const MODEL = 'net-1';
const account = newId<AccountId>();
const gauss = gaussSource(randomSource(41));

const open: PrewarmedGallery[] = [];
afterEach(async () => {
  for (const gallery of open.splice(0)) await gallery.close();
});

async function setUp(count: number, maxBytes?: number) {
  const feed = new MemoryFeed();
  const errors = vi.fn();
  const log = { ...silentLog, error: errors };
  const gallery = createMemoryGallery({ feed, workers: 0, log, ...(maxBytes && { maxBytes }) });
  open.push(gallery);
  const listId = newId<ListId>();
  feed.createList(listId);
  const face = (modelId = MODEL): StoredVector => {
    const stored = {
      descriptorId: newId<DescriptorId>(),
      personId: newId<PersonId>(),
      modelId,
      vector: randomVector(DIMENSION, gauss),
    };
    feed.store(stored);
    return stored;
  };
  const faces = Array.from({ length: count }, () => face());
  feed.change(listId, { add: faces.map(({ descriptorId }) => descriptorId) });
  const search = async () =>
    (
      await gallery.search(account, {
        candidates: { kind: 'list', listId },
        probes: [(faces[0] as StoredVector).vector],
        modelId: MODEL,
        limit: 10_000,
        groupBy: 'person',
      })
    ).map(({ descriptorId, personId }) => ({ descriptorId, personId }));
  const wanted = () => feed.rows(listId).map(({ descriptorId, personId }) => ({ descriptorId, personId }));
  await search();
  return { feed, gallery, listId, faces, face, search, wanted, errors };
}

const byId = (rows: { descriptorId: DescriptorId }[]) =>
  rows.toSorted((one, other) => (one.descriptorId < other.descriptorId ? -1 : 1));
const FINE = { modelId: MODEL, state: 'ok', stale: 0, missing: 0, ghosts: 0 };

test('rows like those of the database are ok, with descriptors of another model outside', async () => {
  const { feed, gallery, listId, face, errors } = await setUp(700);
  feed.change(listId, { add: [face('net-0').descriptorId] });
  expect(await gallery.audit()).toEqual([{ ...FINE, listId, rows: 700 }]);
  expect(feed.calls.load).toBe(2);
  expect(errors).not.toHaveBeenCalled();
});

test('stale, missing and ghost rows are counted, told and set right', async () => {
  const { feed, gallery, listId, faces, face, search, wanted, errors } = await setUp(500);
  for (const stale of faces.slice(0, 3)) feed.store({ ...stale, personId: newId<PersonId>() });
  const [turned] = faces.slice(3, 4) as [StoredVector];
  feed.store({ ...turned, vector: randomVector(DIMENSION, gauss) });
  feed.changeUnlogged(listId, {
    add: [face().descriptorId, face().descriptorId],
    remove: faces.slice(495).map(({ descriptorId }) => descriptorId),
  });
  expect(byId(await search())).not.toEqual(byId(wanted()));
  const differing = { listId, modelId: MODEL, state: 'differs', rows: 500, stale: 4, missing: 2, ghosts: 5 };
  expect(await gallery.audit([listId])).toEqual([differing]);
  expect(errors).toHaveBeenCalledExactlyOnceWith(differing, expect.any(String));
  expect(byId(await search())).toEqual(byId(wanted()));
  expect(await gallery.audit([listId])).toEqual([{ ...FINE, listId, rows: 497 }]);
});

test('what writers change in the middle is no difference, and what was wrong before is one', async () => {
  const { feed, gallery, listId, faces, face, search, wanted } = await setUp(600);
  const ghost = faces[599] as StoredVector;
  feed.changeUnlogged(listId, { remove: [ghost.descriptorId] });
  let at = 0;
  feed.duringLoad = async () => {
    if (at === 6) return;
    feed.change(listId, {
      add: [face().descriptorId],
      remove: [(faces[at++ * 7] as StoredVector).descriptorId],
    });
    const [moved] = faces.slice(300 + at, 301 + at) as [StoredVector];
    feed.store({ ...moved, personId: newId<PersonId>() });
    feed.change(listId, { add: [moved.descriptorId] });
    // The rows move on as well.
    await search();
  };
  const audits = await gallery.audit([listId]);
  feed.duringLoad = undefined;
  expect(at).toBe(6);
  expect(audits).toMatchObject([{ state: 'differs', stale: 0, missing: 0, ghosts: 1 }]);
  expect(byId(await search())).toEqual(byId(wanted()));
});

test('a list that cannot be compared because its log is trimmed each time is given up, and searched all the same', async () => {
  const { feed, gallery, listId, face, search, wanted } = await setUp(250);
  feed.duringLoad = () => {
    feed.change(listId, { add: [face().descriptorId] });
    feed.trimLog(listId);
  };
  const [audit] = await gallery.audit([listId]);
  feed.duringLoad = undefined;
  expect(audit?.state).toBe('unsettled');
  expect(byId(await search())).toEqual(byId(wanted()));
});

test('lists that are not in memory, are gone, or were put out are said to be so', async () => {
  const { feed, gallery, listId } = await setUp(10);
  const other = newId<ListId>();
  feed.createList(other);
  const notLoaded = { modelId: null, state: 'not-loaded', rows: 0, stale: 0, missing: 0, ghosts: 0 };
  expect(await gallery.audit([other])).toEqual([{ ...notLoaded, listId: other }]);
  feed.deleteList(listId);
  expect(await gallery.audit([listId])).toEqual([{ ...notLoaded, listId }]);
  expect(await gallery.audit()).toEqual([]);
});

test('a search of another list gets the room of one that is being compared', async () => {
  const block = 128 * (DIMENSION * 5 + 40);
  const { feed, gallery, listId, face, search, wanted } = await setUp(500, 6 * block);
  const other = newId<ListId>();
  feed.createList(other);
  const faces = Array.from({ length: 500 }, () => face());
  feed.change(other, { add: faces.map(({ descriptorId }) => descriptorId) });
  const { vector, descriptorId } = faces[0] as StoredVector;
  const query = { probes: [vector], modelId: MODEL, limit: 1, groupBy: 'person' } as const;
  const searchOther = () => gallery.search(account, { ...query, candidates: { kind: 'list', listId: other } });
  const found: unknown[] = [];
  feed.duringLoad = async () => {
    feed.duringLoad = undefined;
    found.push(...(await searchOther()));
  };
  const [audit] = await gallery.audit([listId]);
  expect(found).toMatchObject([{ descriptorId, cosine: expect.closeTo(1) }]);
  expect(audit).toMatchObject({ listId, state: 'not-loaded' });
  expect(byId(await search())).toEqual(byId(wanted()));
});

test('one that is to end early answers what is done; a database that fails is an error, and the next audit works', async () => {
  const { feed, gallery, listId } = await setUp(300);
  const stop = new AbortController();
  feed.duringLoad = () => stop.abort();
  expect(await gallery.audit(undefined, stop.signal)).toEqual([]);
  feed.duringLoad = () => {
    throw new Error('away');
  };
  await expect(gallery.audit()).rejects.toThrow('away');
  feed.duringLoad = undefined;
  expect(await gallery.audit()).toEqual([{ ...FINE, listId, rows: 300 }]);
});

test('two audits at the same time go one after the other', async () => {
  const { gallery, listId } = await setUp(300);
  const both = await Promise.all([gallery.audit(), gallery.audit([listId])]);
  expect(both).toEqual([[{ ...FINE, listId, rows: 300 }], [{ ...FINE, listId, rows: 300 }]]);
});

test.each(['coarse', 'fine', 'vector', 'scale', 'error', 'personId', 'descriptorId'] as const)(
  'a damaged %s in memory is found',
  (part) => {
    const chunks: Chunk[] = [];
    const arena = new BlockArena(DIMENSION, 'signed', new MemoryBudget(Number.POSITIVE_INFINITY, () => false), () => {
      const chunk = createChunk(chunks.length, DIMENSION, 1, true);
      chunks.push(chunk);
      return chunk;
    });
    const table = new RowTable(arena);
    const rows = Array.from({ length: 300 }, () => ({
      descriptorId: newId<DescriptorId>(),
      personId: newId<PersonId>(),
      vector: randomVector(DIMENSION, gauss),
    }));
    for (const row of rows) table.put(row);
    const view = new ChunkView(chunks[0] as Chunk);
    const block = 1;
    const at = 5;
    const damage = {
      coarse: () => view.words.set([7], view.coarseIndex(block, at)),
      fine: () => view.words.set([7], view.fineIndex(block, at) + 1),
      vector: () => view.vectors.set([0.5], view.vectorIndex(block, at)),
      scale: () => view.reals.set([0.5], view.scaleIndex(block, at)),
      error: () => view.words.set([7], view.errorIndex(block, at)),
      personId: () => view.words.set([7], view.personIdIndex(block, at) + 3),
      descriptorId: () => view.words.set([7], view.descriptorIdIndex(block, at) + 3),
    };
    table.beginCheck();
    for (const row of rows) expect(table.check(row)).toBe('same');
    expect([...(table.unchecked() ?? [])].filter(Boolean)).toEqual([]);
    damage[part]();
    table.beginCheck();
    const bad = rows.map((row) => table.check(row)).filter((found) => found !== 'same');
    expect(bad).toEqual([part === 'descriptorId' ? 'missing' : 'differs']);
    expect([...(table.unchecked() ?? [])].filter(Boolean)).toHaveLength(part === 'descriptorId' ? 1 : 0);
  },
);

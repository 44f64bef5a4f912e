import { expect, test } from 'vitest';
import { DIMENSION, ids, MODEL, setUp } from '../../../test/support/galleryOverMemory.ts';
import { type ListId, newId } from '../../domain/ids.ts';
import type { StoredVector } from '../../store/lists/listFeed.ts';
import { BLOCK_ROWS } from '../rows/blockLayout.ts';
import { silentLog } from './galleryLog.ts';
import { GalleryTooSmall } from './memoryBudget.ts';

const SMALL_BLOCK_BYTES = BLOCK_ROWS * (DIMENSION + 40 + DIMENSION * 4);

test('lists not searched for long make room; one that is too large alone is a clear error', async () => {
  const { feed, listId, enrol, search } = setUp({ maxBytes: 4 * SMALL_BLOCK_BYTES });
  const other = newId<ListId>();
  feed.createList(other);
  const [mine] = enrol(3 * BLOCK_ROWS) as [StoredVector];
  const [theirs] = enrol(2 * BLOCK_ROWS, other) as [StoredVector];
  const searchOther = () => search(theirs.vector, { candidates: { kind: 'list', listId: other } });
  for (let round = 0; round < 2; round++) {
    expect((await search(mine.vector))[0]?.cosine).toBe(1);
    expect((await searchOther())[0]?.cosine).toBe(1);
  }
  expect(feed.calls.load).toBe(4);

  enrol(2 * BLOCK_ROWS);
  await expect(search(mine.vector)).rejects.toThrow(GalleryTooSmall);
  expect((await searchOther())[0]?.cosine).toBe(1);
  feed.change(listId, { remove: ids(feed.rows(listId).slice(BLOCK_ROWS)) });
  expect((await search(mine.vector))[0]?.cosine).toBe(1);
});

test('searches at the same time of lists that do not fit together wait for each other, and none is taken for too large', async () => {
  const { feed, enrol, search } = setUp({ maxBytes: 4 * SMALL_BLOCK_BYTES });
  const other = newId<ListId>();
  feed.createList(other);
  const [mine] = enrol(3 * BLOCK_ROWS) as [StoredVector];
  const [theirs] = enrol(2 * BLOCK_ROWS, other) as [StoredVector];
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([
      search(mine.vector),
      search(theirs.vector, { candidates: { kind: 'list', listId: other } }),
      search(mine.vector),
    ]);
    for (const [best] of answers) expect(best?.cosine).toBe(1);
  }
});

test('a list that is too large alone is not loaded again before it changes, and the log names the setting', async () => {
  const lines: string[] = [];
  const log = { ...silentLog, error: (_fields: object, message: string) => lines.push(message) };
  const { feed, listId, enrol, search } = setUp({ maxBytes: 2 * SMALL_BLOCK_BYTES, log });
  const [first] = enrol(3 * BLOCK_ROWS) as [StoredVector];
  for (let round = 0; round < 3; round++) await expect(search(first.vector)).rejects.toThrow(GalleryTooSmall);
  expect(feed.calls.load).toBe(1);
  expect(lines).toEqual([expect.stringContaining('GALLERY_MEMORY_LIMIT')]);
  feed.change(listId, { remove: ids(feed.rows(listId).slice(BLOCK_ROWS)) });
  expect((await search(first.vector))[0]?.cosine).toBe(1);
});

test('lists loaded before use are searched without a load; one that is gone is passed over', async () => {
  const { feed, gallery, listId, face, enrol, search } = setUp();
  const [first] = enrol(300) as [StoredVector];
  expect(await gallery.prewarm([newId(), listId], { modelId: MODEL, dimension: DIMENSION })).toBe(1);
  expect(feed.calls.load).toBe(1);
  const late = face();
  feed.change(listId, { add: [late.descriptorId] });
  expect((await search(first.vector))[0]?.cosine).toBe(1);
  expect((await search(late.vector))[0]?.cosine).toBe(1);
  expect(feed.calls.load).toBe(1);
});

test('lists loaded before use do not put each other out, and failures are left to the first search', async () => {
  const { feed, gallery, listId, enrol, search } = setUp({ maxBytes: 3 * SMALL_BLOCK_BYTES });
  const others = [newId<ListId>(), newId<ListId>()];
  const [mine] = enrol(2 * BLOCK_ROWS) as [StoredVector];
  for (const other of others) {
    feed.createList(other);
    enrol(2 * BLOCK_ROWS, other);
  }
  const embeddings = { modelId: MODEL, dimension: DIMENSION };
  expect(await gallery.prewarm([listId, ...others], embeddings)).toBe(1);
  expect((await search(mine.vector))[0]?.cosine).toBe(1);
  expect(feed.calls.load).toBe(2);

  feed.duringLoad = () => {
    throw new Error('connection lost');
  };
  expect(await gallery.prewarm(others, embeddings)).toBe(0);
  feed.duringLoad = undefined;
  expect(await search(mine.vector, { candidates: { kind: 'list', listId: others[0] as ListId } })).toHaveLength(3);
});

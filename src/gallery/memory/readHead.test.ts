import { expect, test } from 'vitest';
import { ids, setUp } from '../../../test/support/galleryOverMemory.ts';
import type { ListHead, StoredVector } from '../../store/lists/listFeed.ts';

/** A list in memory, and the caller who has read what is committed of it. */
async function loaded() {
  const list = setUp();
  const [first] = list.enrol(5) as [StoredVector];
  await list.search(first.vector);
  const asked = list.feed.calls.version;
  const read = async () => (await list.feed.version(list.listId)) as ListHead;
  const searchAt = async (head: ListHead) =>
    ids(await list.search(first.vector, { limit: 10, candidates: { kind: 'list', listId: list.listId, head } }));
  return { ...list, first, asked, read, searchAt };
}

test('a search whose caller has read the list asks no more', async () => {
  const { feed, asked, read, searchAt } = await loaded();
  expect(await searchAt(await read())).toHaveLength(5);
  expect(feed.calls.version).toBe(asked + 1);
});

test('what the caller has read and memory lacks is caught up with', async () => {
  const { feed, listId, face, read, searchAt } = await loaded();
  const added = face();
  feed.change(listId, { add: [added.descriptorId] });
  expect(await searchAt(await read())).toContain(added.descriptorId);
});

test('what others have committed since the caller read it is no harm', async () => {
  const { feed, listId, face, search, first, read, searchAt } = await loaded();
  const before = await read();
  const added = face();
  feed.change(listId, { add: [added.descriptorId] });
  await search(first.vector);
  expect(await searchAt(before)).toContain(added.descriptorId);
  expect(feed.calls.load).toBe(1);
});

test('the database lost a commit that is in memory: nobody finds it', async () => {
  const { feed, listId, face, search, first, read, searchAt } = await loaded();
  const kept = ids(feed.rows(listId));
  const lost = face();
  feed.change(listId, { add: [lost.descriptorId] });
  await search(first.vector);
  feed.loseCommits(listId, 1, kept);
  expect((await searchAt(await read())).sort()).toEqual([...kept].sort());
});

import { afterEach, expect, test, vi } from 'vitest';
import { MemoryFeed } from '../../../test/support/memoryFeed.ts';
import { gaussSource, randomSource, randomVector } from '../../../test/support/vectors.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../domain/ids.ts';
import { silentLog } from './galleryLog.ts';
import { createMemoryGallery } from './memoryGallery.ts';
import type { MemoryGalleryOptions } from './memoryGalleryOptions.ts';
import { startFollowing } from './startFollowing.ts';

const DIMENSION = 32;
const MODEL = 'net-1';
const account = newId<AccountId>();
const gauss = gaussSource(randomSource(53));

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const part of open.splice(0).reverse()) await part.close();
});

async function setUp(options: Partial<MemoryGalleryOptions> = {}) {
  const feed = new MemoryFeed();
  const gallery = createMemoryGallery({ feed, workers: 0, ...options });
  open.push(gallery);
  const listId = newId<ListId>();
  feed.createList(listId);
  const enrol = (count: number): DescriptorId[] => {
    const ids = Array.from({ length: count }, () => newId<DescriptorId>());
    for (const descriptorId of ids) {
      const vector = randomVector(DIMENSION, gauss);
      feed.store({ descriptorId, personId: newId<PersonId>(), modelId: MODEL, vector });
    }
    feed.change(listId, { add: ids });
    return ids;
  };
  const search = async () => {
    const found = await gallery.search(account, {
      candidates: { kind: 'list', listId },
      probes: [randomVector(DIMENSION, gauss)],
      modelId: MODEL,
      limit: 1000,
      groupBy: 'person',
    });
    return found.length;
  };
  enrol(20);
  await search();
  return { feed, gallery, listId, enrol, search };
}

test('a list in memory is in step before it is searched: one question for all, and the search reads no log', async () => {
  const { feed, gallery, enrol, search } = await setUp();
  await gallery.catchUp();
  expect(feed.calls).toMatchObject({ versions: 1, changesAfter: 1, load: 1 });
  enrol(3);
  await gallery.catchUp();
  const { changesAfter } = feed.calls;
  expect(await search()).toBe(23);
  expect(feed.calls).toMatchObject({ versions: 2, changesAfter, load: 1 });
});

test('with an age allowed, a search sees what was caught up and asks nothing', async () => {
  const { feed, gallery, enrol, search } = await setUp({ maxAgeMs: 60_000 });
  const { version } = feed.calls;
  enrol(4);
  expect(await search()).toBe(20);
  await gallery.catchUp();
  expect(await search()).toBe(24);
  expect(feed.calls.version).toBe(version);
});

test('a caught-up list counts as asked for at that moment, so that its searches need not ask', async () => {
  // Before anything is asked: this clock begins at 0, the real one at the start of the thread.
  vi.useFakeTimers({ toFake: ['performance'] });
  const { feed, gallery, search } = await setUp({ maxAgeMs: 1000 });
  vi.advanceTimersByTime(1500);
  await gallery.catchUp();
  const { version } = feed.calls;
  vi.advanceTimersByTime(900);
  await search();
  expect(feed.calls.version).toBe(version);
  vi.advanceTimersByTime(200);
  await search();
  expect(feed.calls.version).toBe(version + 1);
});

test.each([
  ['its log was trimmed', (feed: MemoryFeed, listId: ListId) => feed.trimLog(listId)],
  [
    'the database lost commits',
    (feed: MemoryFeed, listId: ListId) =>
      feed.loseCommits(
        listId,
        0,
        feed.rows(listId).map(({ descriptorId }) => descriptorId),
      ),
  ],
])('%s: the list is loaded anew beside, and the search that comes meanwhile is right', async (_name, harm) => {
  const { feed, gallery, listId, enrol, search } = await setUp();
  enrol(5);
  await gallery.catchUp();
  enrol(5);
  harm(feed, listId);
  await gallery.catchUp();
  expect(await search()).toBe(30);
  await vi.waitFor(() => expect(feed.calls.load).toBe(2));
  await gallery.catchUp();
  expect(await search()).toBe(30);
  expect(feed.calls.load).toBe(2);
});

test('nothing is asked while nothing is loaded, and a list that is gone is left to its next search', async () => {
  const { feed, gallery, listId, search } = await setUp();
  feed.deleteList(listId);
  await gallery.catchUp();
  expect(await search()).toBe(0);
  const { versions } = feed.calls;
  await gallery.catchUp();
  expect(feed.calls.versions).toBe(versions);
});

test('of the lists that are named only those in memory are looked at; for none of them nothing is asked', async () => {
  const { feed, gallery, listId, enrol, search } = await setUp({ maxAgeMs: 60_000 });
  enrol(3);
  await gallery.catchUp(new Set([newId<ListId>()]));
  expect(feed.calls.versions).toBe(0);
  expect(await search()).toBe(20);
  await gallery.catchUp(new Set([newId<ListId>(), listId]));
  expect(feed.calls.versions).toBe(1);
  expect(await search()).toBe(23);
});

test('a list that no longer fits does not keep the others from being followed', async () => {
  const bytes = 128 * (DIMENSION + 40 + DIMENSION * 4);
  const { feed, gallery, enrol, search } = await setUp({ maxBytes: bytes });
  enrol(200);
  await gallery.catchUp();
  await expect(search()).rejects.toThrow('room for the searched lists');
  expect(feed.calls.versions).toBe(1);
});

test('while the database is away there is one line and ever longer pauses; then it goes on', async () => {
  vi.useFakeTimers();
  let away = true;
  let calls = 0;
  const log = { ...silentLog, warn: vi.fn(), info: vi.fn() };
  const gallery = {
    async catchUp() {
      calls++;
      if (away) throw new Error('away');
    },
  };
  const following = startFollowing({ gallery, intervalMs: 10, log, longestPauseMs: 80 });
  open.push(following);
  await vi.advanceTimersByTimeAsync(10 + 20 + 40 + 80 * 10);
  expect(calls).toBe(13);
  expect(log.warn).toHaveBeenCalledTimes(1);
  away = false;
  await vi.advanceTimersByTimeAsync(80);
  expect(log.info).toHaveBeenCalledExactlyOnceWith({ failures: 13 }, expect.any(String));
  await vi.advanceTimersByTimeAsync(100);
  expect(calls).toBe(24);
  await following.close();
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toBe(24);
});

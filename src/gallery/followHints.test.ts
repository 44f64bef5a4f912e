import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ListId, newId } from '../domain/ids.ts';
import { silentLog } from './memory/galleryLog.ts';
import { type Following, type FollowingOptions, startFollowing } from './memory/startFollowing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
let following: Following;
afterEach(async () => {
  const closed = following.close();
  await vi.runAllTimersAsync();
  await closed;
  vi.useRealTimers();
});

const [one, two] = [newId<ListId>(), newId<ListId>()];

/** Catch-ups that take some time; each is noted with its lists, or `all`. */
function setUp({ tookMs = 0, intervalMs = 60_000 }: { tookMs?: number; intervalMs?: number } = {}) {
  const state = { asked: [] as (string[] | 'all')[], atOnce: 0, mostAtOnce: 0, isAway: false };
  const gallery: FollowingOptions['gallery'] = {
    async catchUp(listIds) {
      state.asked.push(listIds ? [...listIds] : 'all');
      state.mostAtOnce = Math.max(state.mostAtOnce, ++state.atOnce);
      if (tookMs > 0) await new Promise((resolve) => setTimeout(resolve, tookMs));
      state.atOnce--;
      if (state.isAway) throw new Error('away');
    },
  };
  following = startFollowing({ gallery, intervalMs, log: silentLog });
  return state;
}

test('many hints at a time are one catch-up, of the lists that were hinted at', async () => {
  const state = setUp();
  for (let count = 0; count < 50; count++) {
    following.changed(one);
    following.changed(two);
    await vi.advanceTimersByTimeAsync(0.1);
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(state.asked).toEqual([[one, two]]);
});

test.each([
  { tookMs: 10, most: 17 },
  { tookMs: 50, most: 4 },
])(
  'hints without end: catch-ups of $tookMs ms follow each other and leave the database in peace between',
  async ({ tookMs, most }) => {
    const state = setUp({ tookMs });
    for (let count = 0; count < 1000; count++) {
      following.changed(one);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(state.asked.length).toBeGreaterThanOrEqual(most - 1);
    expect(state.asked.length).toBeLessThanOrEqual(most);
    expect(state.mostAtOnce).toBe(1);
  },
);

test('hints do not put off the catch-up of all', async () => {
  const state = setUp({ intervalMs: 1000 });
  for (let count = 0; count < 350; count++) {
    following.changed(one);
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(state.asked.filter((asked) => asked === 'all')).toHaveLength(3);
});

test('more hinted lists than are worth a set: all are looked at', async () => {
  const state = setUp();
  for (let count = 0; count < 5000; count++) following.changed(newId<ListId>());
  await vi.advanceTimersByTimeAsync(100);
  expect(state.asked).toEqual(['all']);
});

test('when hints were missed all are looked at, once more when it was under way', async () => {
  const state = setUp({ tookMs: 100 });
  following.missed();
  await vi.advanceTimersByTimeAsync(50);
  expect(state.asked).toEqual(['all']);
  following.missed();
  await vi.advanceTimersByTimeAsync(200);
  expect(state.asked).toEqual(['all', 'all']);
});

test('while the database is away hints do not shorten the pauses', async () => {
  const state = setUp({ intervalMs: 1000 });
  state.isAway = true;
  for (let count = 0; count < 700; count++) {
    following.changed(one);
    await vi.advanceTimersByTimeAsync(10);
  }
  // The first hint, then after 2 and after 4 seconds.
  expect(state.asked).toEqual([[one], 'all', 'all']);
});

test('without an interval only hints are followed, until one fails', async () => {
  const state = setUp({ intervalMs: 0 });
  await vi.advanceTimersByTimeAsync(100_000);
  expect(state.asked).toEqual([]);
  state.isAway = true;
  following.changed(one);
  await vi.advanceTimersByTimeAsync(100);
  state.isAway = false;
  await vi.advanceTimersByTimeAsync(100_000);
  expect(state.asked).toEqual([[one], 'all']);
});

test('after its end it hears nothing', async () => {
  const state = setUp();
  following.changed(one);
  await following.close();
  following.changed(one);
  following.missed();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(state.asked).toEqual([]);
});

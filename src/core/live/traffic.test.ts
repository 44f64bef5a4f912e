import { expect, it } from 'vitest';
import { type AccountId, newId } from '../../domain/ids.ts';
import { Traffic } from './traffic.ts';

const [mine, theirs] = [newId<AccountId>(), newId<AccountId>()];

it('counts the last minute of each account, and all together', () => {
  let now = 5_000_000;
  const traffic = new Traffic(() => now);
  const photo = { isPhoto: true, isSearch: false, isError: false, ms: 100 };
  const search = { isPhoto: false, isSearch: true, isError: true, ms: 10 };
  for (let index = 0; index < 98; index++) traffic.note(mine, search);
  traffic.note(mine, photo);
  traffic.note(theirs, photo);
  expect(traffic.of(mine)).toMatchObject({ photos: 1, searches: 98, errors: 98, requests: 99 });
  expect(traffic.of(theirs)).toMatchObject({ photos: 1, requests: 1 });
  expect(traffic.all()).toMatchObject({ photos: 2, requests: 100 });
  const { p50 = 0, p95 = 0 } = traffic.of(mine).latency ?? {};
  expect(p50).toBeGreaterThanOrEqual(10);
  expect(p50).toBeLessThan(12.5);
  expect(p95).toBeLessThan(12.5);
  now += 59_000;
  expect(traffic.of(mine).requests).toBe(99);
  now += 2000;
  expect(traffic.of(mine)).toEqual({ photos: 0, searches: 0, errors: 0, requests: 0, latency: undefined });
});

it('takes latencies of any size', () => {
  const traffic = new Traffic();
  for (const ms of [0, 1e9, Number.NaN]) traffic.note(mine, { isPhoto: false, isSearch: false, isError: false, ms });
  expect(traffic.of(mine).requests).toBe(3);
});

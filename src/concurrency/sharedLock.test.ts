import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SharedLock } from './sharedLock.ts';

test('readers run together, a writer alone, and it goes before later readers', async () => {
  const lock = new SharedLock();
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await sleep(5);
    events.push(`${name} ends`);
  };
  await Promise.all([
    lock.shared(work('a')),
    lock.shared(work('b')),
    lock.exclusive(work('w')),
    lock.shared(work('c')),
    lock.exclusive(work('v')),
  ]);
  expect(events.slice(0, 4)).toEqual(['a begins', 'b begins', 'a ends', 'b ends']);
  expect(events.slice(4, 6)).toEqual(['w begins', 'w ends']);
  const v = events.indexOf('v begins');
  expect(events[v + 1]).toBe('v ends');
});

test('a failed writer or reader leaves the lock free', async () => {
  const lock = new SharedLock();
  const fail = async () => {
    throw new Error('no');
  };
  await expect(lock.exclusive(fail)).rejects.toThrow('no');
  await expect(lock.shared(fail)).rejects.toThrow('no');
  expect(await lock.exclusive(async () => 'free')).toBe('free');
});

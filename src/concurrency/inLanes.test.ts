import { expect, it } from 'vitest';
import { inLanes } from './inLanes.ts';

it('does every item once, and so many at once', async () => {
  const done: number[] = [];
  let running = 0;
  let most = 0;
  await inLanes([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    done.push(item);
  });
  expect(done).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

it('ends the other lanes before it throws', async () => {
  const done: number[] = [];
  const work = inLanes([1, 2, 3], 2, async (item) => {
    if (item === 1) throw new Error('first');
    await new Promise((resolve) => setImmediate(resolve));
    done.push(item);
  });
  await expect(work).rejects.toThrow('first');
  expect(done).toEqual([2, 3]);
});

import { expect, it } from 'vitest';
import { LINK_OPERATIONS } from './support/races/linkOperations.ts';
import { race } from './support/races/race.ts';

it('all pairs of operations on links at once: no deadlock, and no error but what a caller may be told', async () => {
  const names = Object.keys(LINK_OPERATIONS);
  const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));
  const { calls, deadlocks, unexpected } = await race(LINK_OPERATIONS, pairs);
  console.info(`${pairs.length} pairs, ${calls} calls, ${deadlocks} deadlocks, ${unexpected.length} errors`);
  expect(unexpected).toEqual([]);
  expect(deadlocks).toBe(0);
});

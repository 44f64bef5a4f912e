import { expect, it } from 'vitest';
import { LINK_OPERATIONS } from './support/races/linkOperations.ts';
import { race } from './support/races/race.ts';
import { noteActions, REVIEW_OPERATIONS } from './support/races/reviewOperations.ts';

/** `linkRaces.test.ts` has the pairs of the others. */
it('each operation of the review beside each other operation: no deadlock, and no error but what a caller may be told', async () => {
  const own = Object.keys(REVIEW_OPERATIONS);
  const beside = own.flatMap((one, index) => own.slice(index).map((other) => [one, other] as const));
  const pairs = [
    ...beside,
    ...own.flatMap((one) => Object.keys(LINK_OPERATIONS).map((other) => [one, other] as const)),
  ];
  const { calls, deadlocks, unexpected } = await race({ ...LINK_OPERATIONS, ...REVIEW_OPERATIONS }, pairs, noteActions);
  console.info(`${pairs.length} pairs, ${calls} calls, ${deadlocks} deadlocks, ${unexpected.length} errors`);
  expect(unexpected).toEqual([]);
  expect(deadlocks).toBe(0);
});

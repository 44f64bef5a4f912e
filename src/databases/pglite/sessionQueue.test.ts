import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ClientGone } from '../../domain/errors.ts';
import { SessionQueue } from './sessionQueue.ts';

function setUp(most: number, waitMs = 60_000) {
  const queue = new SessionQueue({ most, waitMs });
  const refused: string[] = [];
  const job = (name: string, caller?: { isGone: boolean }) => ({
    run: async () => undefined,
    refuse: (error: Error) => refused.push(`${name} ${error instanceof ClientGone ? 'left' : error.name}`),
    caller,
    name,
  });
  const add = (name: string, caller?: { isGone: boolean }) => queue.add(job(name, caller));
  return { queue, refused, job, add };
}

test('jobs have their turn in the order of their arrival, and whose caller has left has none', () => {
  const { queue, refused, add } = setUp(10);
  const caller = { isGone: false };
  add('first');
  add('second', caller);
  add('third', { isGone: false });
  caller.isGone = true;
  expect(queue.take()).toBeDefined();
  expect(queue.take()).toBeDefined();
  expect(queue.take()).toBeUndefined();
  expect(refused).toEqual(['second left']);
});

test('a job too many is refused, unless others have left', () => {
  const { queue, refused, add } = setUp(2);
  const caller = { isGone: false };
  add('first');
  add('second', caller);
  add('third');
  expect(refused).toEqual(['third Unavailable']);
  caller.isGone = true;
  add('fourth');
  expect(refused).toEqual(['third Unavailable', 'second left']);
  expect(queue.length).toBe(2);
});

test('a job waits no longer than it may, and work that nobody repeats as long as it takes', async () => {
  const { queue, refused, add, job } = setUp(2, 20);
  add('first');
  queue.addPatient(job('copy'));
  await expect.poll(() => refused).toEqual(['first Unavailable']);
  queue.addPatient(job('another'));
  await pause(60);
  expect(queue.length).toBe(2);
  add('late');
  expect(refused).toEqual(['first Unavailable', 'late Unavailable']);
});

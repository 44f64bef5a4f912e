import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ClientGone, Unavailable } from '../../domain/errors.ts';
import { BodyTurns } from './bodyTurns.ts';

/** Bodies that come in one turn, and what became of them so far, in the order in which it did. */
function setUp(limit = Number.POSITIVE_INFINITY) {
  const turns = new BodyTurns();
  const settled: string[] = [];
  let begun = 0;
  const queue = {
    requireRoom: () => {
      if (begun >= limit) throw new Unavailable('queue');
    },
  };
  return {
    settled,
    come: (name: string) => {
      const response = new EventEmitter();
      turns.take(queue, response as unknown as ServerResponse).then(
        () => {
          begun++;
          settled.push(name);
        },
        (error) => settled.push(`${name} ${error instanceof ClientGone ? 'left' : 'refused'}`),
      );
      return response;
    },
  };
}

test('a body alone begins at once', async () => {
  const { come, settled } = setUp();
  come('a');
  await Promise.resolve();
  expect(settled).toEqual(['a']);
});

test('of a crowd the oldest and the newest begin in each turn', async () => {
  const { come, settled } = setUp();
  for (const name of 'abcdef') come(name);
  await nextTurn();
  expect(settled.splice(0)).toEqual(['a', 'f', 'b']);
  come('g');
  await nextTurn();
  expect(settled.splice(0)).toEqual(['g', 'c']);
  await nextTurn();
  expect(settled.splice(0)).toEqual(['e', 'd']);
  come('h');
  await nextTurn();
  expect(settled.splice(0)).toEqual(['h']);
  await nextTurn();
  come('i');
  await Promise.resolve();
  expect(settled).toEqual(['i']);
});

test('what waits is refused when the queue has become full, and what comes then at once', async () => {
  const { come, settled } = setUp(1);
  for (const name of 'abc') come(name);
  await nextTurn();
  expect(settled.splice(0)).toEqual(['a', 'c refused', 'b refused']);
  come('d');
  await Promise.resolve();
  expect(settled).toEqual(['d refused']);
});

test('a client that leaves leaves the crowd', async () => {
  const { come, settled } = setUp();
  come('a');
  const left = come('b');
  come('c');
  left.emit('close');
  await nextTurn();
  expect(settled).toEqual(['a', 'b left', 'c']);
  expect(left.listenerCount('close')).toBe(0);
});

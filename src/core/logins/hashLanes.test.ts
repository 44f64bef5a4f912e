import { expect, test } from 'vitest';
import { ClientGone, Unavailable } from '../../domain/errors.ts';
import { HashLanes, type Lane } from './hashLanes.ts';

const KNOWN: Lane = { kind: 'known' };
const stranger = (from: string): Lane => ({ kind: 'stranger', from });

/** Tasks that run until they are let go; `started` has their names in order. */
function setUp(threads: number, queueLimit = 100) {
  const lanes = new HashLanes({ threads, queueLimit });
  const started: string[] = [];
  const running: (() => void)[] = [];
  const run = (lane: Lane, name: string, caller?: { isGone: boolean }) =>
    lanes.run(
      lane,
      () => {
        started.push(name);
        return new Promise<void>((resolve) => running.push(resolve));
      },
      caller,
    );
  /** Ends the oldest task. */
  const next = async () => {
    await new Promise(setImmediate);
    running.shift()?.();
    await new Promise(setImmediate);
  };
  return { run, started, next };
}

test('strangers never take the last thread', async () => {
  const { run, started, next } = setUp(2);
  const tasks = [run(stranger('a'), 'a1'), run(stranger('a'), 'a2'), run(KNOWN, 'known')];
  await new Promise(setImmediate);
  expect(started).toEqual(['a1', 'known']);
  for (let ended = 0; ended < 3; ended++) await next();
  await Promise.all(tasks);
  expect(started).toEqual(['a1', 'known', 'a2']);
});

test('one thread serves everyone, known credentials first', async () => {
  const { run, started, next } = setUp(1);
  const tasks = [run(stranger('a'), 'a1'), run(stranger('a'), 'a2'), run(KNOWN, 'known')];
  for (let ended = 0; ended < 3; ended++) await next();
  await Promise.all(tasks);
  expect(started).toEqual(['a1', 'known', 'a2']);
});

test('addresses take turns', async () => {
  const { run, started, next } = setUp(1);
  const tasks = [...'123'].map((n) => run(stranger('a'), `a${n}`));
  tasks.push(run(stranger('b'), 'b1'), run(stranger('b'), 'b2'), run(stranger('c'), 'c1'));
  for (let ended = 0; ended < 6; ended++) await next();
  await Promise.all(tasks);
  expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
});

test('of too many strangers the busiest address loses its last', async () => {
  const { run, started, next } = setUp(1, 3);
  const first = run(stranger('a'), 'a0');
  const [a1, a2, a3] = [run(stranger('a'), 'a1'), run(stranger('a'), 'a2'), run(stranger('a'), 'a3')];
  const a3Refused = expect(a3).rejects.toThrow(Unavailable);
  const b1 = run(stranger('b'), 'b1');
  await a3Refused;
  const c1 = run(stranger('c'), 'c1');
  await expect(a2).rejects.toThrow(Unavailable);
  for (let ended = 0; ended < 4; ended++) await next();
  await Promise.all([first, a1, b1, c1]);
  expect(started).toEqual(['a0', 'a1', 'b1', 'c1']);
});

test('a task that fails gives its thread back', async () => {
  const lanes = new HashLanes({ threads: 1, queueLimit: 1 });
  await expect(lanes.run(stranger('a'), () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(await lanes.run(stranger('a'), async () => 1)).toBe(1);
});

test('nothing is done for callers that left while they waited, known or not', async () => {
  const { run, started, next } = setUp(1);
  const caller = { isGone: false };
  const tasks = [run(stranger('a'), 'a1'), run(stranger('c'), 'c1')];
  const left = [run(stranger('a'), 'a2', caller), run(stranger('b'), 'b1', caller), run(KNOWN, 'known', caller)].map(
    (task) => expect(task).rejects.toThrow(ClientGone),
  );
  caller.isGone = true;
  for (let ended = 0; ended < 2; ended++) await next();
  await Promise.all([...tasks, ...left]);
  expect(started).toEqual(['a1', 'c1']);
});

test.each([['strangers', stranger('a')] as const, ['known credentials', KNOWN] as const])(
  'the places of those that left are for others: %s',
  async (_, lane) => {
    const { run, started, next } = setUp(1, 2);
    const caller = { isGone: false };
    const first = run(lane, 'first');
    const left = [run(lane, 'second', caller), run(lane, 'third', caller)].map((task) =>
      expect(task).rejects.toThrow(ClientGone),
    );
    caller.isGone = true;
    const fourth = run(lane, 'fourth');
    for (let ended = 0; ended < 2; ended++) await next();
    await Promise.all([first, ...left, fourth]);
    expect(started).toEqual(['first', 'fourth']);
  },
);

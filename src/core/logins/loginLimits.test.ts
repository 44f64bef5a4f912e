import { expect, test } from 'vitest';
import { TooManyAttempts } from '../../domain/errors.ts';
import { LoginLimits } from './loginLimits.ts';

function setUp(failures = 3) {
  let now = 1000;
  const limits = new LoginLimits({ failures, longestWaitSeconds: 4, now: () => now });
  return {
    fail: (pair = 'one') => limits.begin(pair).end(false),
    limits,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

const waitOf = (attempt: () => void): number | undefined => {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return (error as TooManyAttempts).retryAfterSeconds;
  }
};

test('waits begin at the limit, double, and have a longest', () => {
  const { fail, pass } = setUp();
  for (let n = 0; n < 3; n++) fail();
  for (const seconds of [1, 2, 4, 4]) {
    expect(waitOf(fail)).toBe(seconds);
    pass(seconds);
    fail();
  }
});

test('another pair is not affected', () => {
  const { fail } = setUp();
  for (let n = 0; n < 3; n++) fail();
  expect(waitOf(() => fail('other'))).toBeUndefined();
});

test('a right password ends the count', () => {
  const { fail, limits } = setUp();
  fail();
  fail();
  limits.begin('one').end(true);
  fail();
  fail();
  expect(waitOf(fail)).toBeUndefined();
});

test('a burst does not slip through before its first attempt has failed', () => {
  const { limits, fail } = setUp();
  const open = [limits.begin('one'), limits.begin('one'), limits.begin('one')];
  expect(() => limits.begin('one')).toThrow(TooManyAttempts);
  for (const attempt of open) attempt.end(undefined);
  expect(waitOf(fail)).toBeUndefined();
});

test('beyond the limit one attempt runs at a time', () => {
  const { limits, fail, pass } = setUp();
  for (let n = 0; n < 3; n++) fail();
  pass(2);
  const open = limits.begin('one');
  expect(() => limits.begin('one')).toThrow(TooManyAttempts);
  open.end(true);
  expect(waitOf(fail)).toBeUndefined();
});

test('failures are forgotten after a while, and 0 counts none', () => {
  const { fail, pass } = setUp();
  for (let n = 0; n < 3; n++) fail();
  pass(3600);
  fail();
  expect(waitOf(fail)).toBeUndefined();
  const off = setUp(0);
  for (let n = 0; n < 50; n++) off.fail();
});

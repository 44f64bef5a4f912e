import { beforeEach, expect, test } from 'vitest';
import { type Clock, formatMicroseconds, type Timestamp } from '../../domain/time.ts';
import { createClockGuard } from './clockGuard.ts';

const HOUR = 3600;
/** Seconds, each by what shows it. */
let wall: number;
let steady: number;
let database: number;
let newestRow: number;

beforeEach(() => {
  wall = 1_800_000_000;
  database = wall;
  newestRow = wall - HOUR;
  steady = 5000;
});

const timestamp = (secondsSince1970: number): Timestamp => formatMicroseconds(secondsSince1970 * 1e6);
const clock: Clock = () => timestamp(wall);

function guard(exclusive: boolean, zone: 'UTC' | 'LOCAL' = 'UTC') {
  const store = {
    exclusive,
    now: async () => timestamp(database),
    garbage: { changedAfter: async (time: Timestamp) => timestamp(newestRow) > time },
  };
  return createClockGuard({ store, clock, zone, wall: () => wall * 1000, steady: () => steady });
}

function pass(hours: number): void {
  wall += hours * HOUR;
  steady += hours * HOUR;
  database += hours * HOUR;
}

test.each([true, false])('nothing speaks against a clock that goes as others do (exclusive: %s)', async (exclusive) => {
  const guarded = guard(exclusive);
  expect(await guarded.doubt()).toBeUndefined();
  pass(10_000);
  database += 60;
  expect(await guarded.doubt()).toBeUndefined();
});

test.each([
  [24 * HOUR, 'set 86400 s forward'],
  [-24 * HOUR, 'set 86400 s back'],
])('a clock that is set by %i s while the process runs, and put right again', async (step, text) => {
  const guarded = guard(true);
  pass(1);
  wall += step;
  newestRow = Math.min(newestRow, wall);
  expect(await guarded.doubt()).toContain(text);
  wall -= step;
  expect(await guarded.doubt()).toBeUndefined();
});

test.each([
  [HOUR, '3600 s ahead of that of the database'],
  [-HOUR, '3600 s behind that of the database'],
])('a clock that is %i s from that of the database at the start', async (difference, text) => {
  wall += difference;
  expect(await guard(false).doubt()).toContain(text);
});

test('rows of the future, where the database has no clock of its own', async () => {
  newestRow = wall + HOUR;
  expect(await guard(true).doubt()).toContain('times of the future');
  expect(await guard(false).doubt()).toBeUndefined();
  // The hour that local time has twice.
  expect(await guard(true, 'LOCAL').doubt()).toBeUndefined();
  newestRow = wall + 24 * HOUR;
  expect(await guard(true, 'LOCAL').doubt()).toContain('times of the future');
});

import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { EventLoopPressure, Hysteresis } from './eventLoopPressure.ts';

test('pressure begins at the limit, and ends when the delay was half of it for a while', () => {
  const pressure = new Hysteresis(100);
  const states = (...delays: number[]) =>
    delays.map((delay) => {
      pressure.note(delay);
      return pressure.isHigh;
    });
  expect(states(99, 100)).toEqual([false, true]);
  // Between the two it stays what it is.
  expect(states(60, 60, 60, 60, 60)).toEqual([true, true, true, true, true]);
  expect(states(50, 50, 50, 51, 50, 50, 50, 50)).toEqual([true, true, true, true, true, true, true, false]);
  expect(states(60, 99)).toEqual([false, false]);
});

test('an event loop that is kept busy is under pressure, one that idles is not', async () => {
  const pressure = new EventLoopPressure(40);
  const end = performance.now() + 1500;
  while (performance.now() < end && !pressure.isHigh) {
    const until = performance.now() + 120;
    while (performance.now() < until);
    await pause(0);
  }
  expect(pressure.isHigh).toBe(true);
  await expect.poll(() => pressure.isHigh, { timeout: 20_000 }).toBe(false);
  pressure.close();
});

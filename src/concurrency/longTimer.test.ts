import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startLongTimer } from './longTimer.ts';

const HOUR = 3_600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([1, 596, 597, 1500, 8760, 87_600])('waits %i hours, and no less', (hours) => {
  const run = vi.fn();
  startLongTimer(run, hours * HOUR);
  vi.advanceTimersByTime(hours * HOUR - 1);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
});

it('is stopped, also in a later part of its wait', () => {
  const run = vi.fn();
  const stop = startLongTimer(run, 1500 * HOUR);
  vi.advanceTimersByTime(1000 * HOUR);
  stop();
  vi.advanceTimersByTime(1000 * HOUR);
  expect(run).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

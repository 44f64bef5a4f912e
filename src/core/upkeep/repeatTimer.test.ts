import { expect, test, vi } from 'vitest';
import { startRepeatTimer } from './repeatTimer.ts';

const REPORT = { descriptors: 1, orphanedPortraits: 0, unfinishedFiles: 0, batches: 1 };

test('runs again and again, also after a failure, and not after close', async () => {
  const outcomes: string[] = [];
  let runs = 0;
  let reached: () => void = () => undefined;
  const thirdRun = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const timer = startRepeatTimer({
    intervalSeconds: 0.005,
    async run() {
      runs++;
      if (runs === 3) reached();
      if (runs === 1) throw new Error('no database');
      return REPORT;
    },
    onDone: () => outcomes.push('done'),
    onFailed: () => outcomes.push('failed'),
  });
  await thirdRun;
  await timer.close();
  const after = runs;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(outcomes.slice(0, 3)).toEqual(['failed', 'done', 'done']);
  expect(runs).toBe(after);
});

test('close waits for the run under way and tells it to stop', async () => {
  let stopped = false;
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const timer = startRepeatTimer({
    intervalSeconds: 0.001,
    run: (signal) =>
      new Promise((resolve) => {
        begun();
        signal.addEventListener('abort', () => {
          stopped = true;
          resolve(REPORT);
        });
      }),
    onDone: () => undefined,
    onFailed: () => undefined,
  });
  await started;
  await timer.close();
  expect(stopped).toBe(true);
});

test.each([600, 1500, 8760])('an interval of %i hours is kept', async (hours) => {
  vi.useFakeTimers();
  let runs = 0;
  const timer = startRepeatTimer({
    intervalSeconds: hours * 3600,
    run: async () => void runs++,
    onDone: () => undefined,
    onFailed: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(hours * 1_800_000 - 1);
  expect(runs).toBe(0);
  await vi.advanceTimersByTimeAsync(hours * 1_800_000 + 1);
  expect(runs).toBe(1);
  await timer.close();
  vi.useRealTimers();
});

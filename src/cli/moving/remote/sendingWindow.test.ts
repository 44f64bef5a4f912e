import { afterEach, expect, it, vi } from 'vitest';
import { SendingWindow } from './sendingWindow.ts';

it('grows with each answer until a refusal, and slowly after it', async () => {
  const window = new SendingWindow(16);
  for (let answers = 0; answers < 6; answers++) {
    await window.enter();
    window.leave();
  }
  expect(window.size).toBe(10);
  window.leaveRefused(await window.enter(), 0);
  expect(window.size).toBe(5);
  for (let answers = 0; answers < 4; answers++) {
    await window.enter();
    window.leave();
  }
  expect(window.size).toBeGreaterThan(5.7);
  expect(window.size).toBeLessThanOrEqual(6);
});

afterEach(() => void vi.useRealTimers());

it('waits as long as it was told, though the system clock is set back meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const window = new SendingWindow(16);
  window.leaveRefused(await window.enter(), 50);
  vi.setSystemTime(Date.now() - 24 * 3600 * 1000);
  const begun = performance.now();
  await window.enter();
  expect(performance.now() - begun).toBeLessThan(5000);
});

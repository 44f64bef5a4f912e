import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { halfOfTheTime } from './halfOfTheTime.ts';

async function* batches() {
  yield 'first';
  yield 'second';
}

it('gives every batch, and lets as much time pass behind each as it took', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const pauses: number[] = [];
    const paused = vi.fn((ms: number) => pauses.push(ms));
    const seen: string[] = [];
    for await (const batch of halfOfTheTime(batches(), async (ms) => void paused(ms))) {
      seen.push(batch);
      vi.advanceTimersByTime(seen.length === 1 ? 40 : 5000);
      await nextTurn();
    }
    expect(seen).toEqual(['first', 'second']);
    expect(pauses).toEqual([40, 1000]);
  } finally {
    vi.useRealTimers();
  }
});

import { setTimeout as pause } from 'node:timers/promises';

/** Lets callers pass one after the other, at most so many a second, without bursts. */
export function createRate(perSecond: number): () => Promise<void> {
  const gap = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + gap;
    // Timers may be early by a part of a millisecond.
    for (let left = at - now; left > 0; left = at - performance.now()) await pause(left);
  };
}

import { setTimeout as pause } from 'node:timers/promises';

/** Lets nobody pass sooner than so many a second, each after the one before; without a burst. */
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

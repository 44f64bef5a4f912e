import { setTimeout as pause } from 'node:timers/promises';

/**
 * Lets requests pass at so many a second at most, each after the one before; without a burst, also when this process has been
 * held up: then the timers of all who wait are due at once.
 */
export function createRate(perSecond: number): () => Promise<void> {
  const gap = 1000 / perSecond;
  let last = -Infinity;
  let queue: Promise<void> = Promise.resolve();
  return () => {
    queue = queue.then(async () => {
      // Timers may be early by a part of a millisecond.
      for (let left = gap; left > 0; ) {
        left = last + gap - performance.now();
        if (left > 0) await pause(left);
      }
      last = performance.now();
    });
    return queue;
  };
}

import { setTimeout as pause } from 'node:timers/promises';

/** However long a batch took, others wait no longer than this for nothing. */
const LONGEST_PAUSE_MS = 1000;

/**
 * Batches of a long work with a pause behind each that is as long as it took to read it and to work on it: requests that wait for the same
 * database and the same thread get every second moment.
 */
export async function* halfOfTheTime<Batch>(
  batches: AsyncIterable<Batch>,
  wait: (ms: number) => Promise<unknown> = pause,
): AsyncGenerator<Batch> {
  let begun = performance.now();
  for await (const batch of batches) {
    yield batch;
    await wait(Math.min(LONGEST_PAUSE_MS, performance.now() - begun));
    begun = performance.now();
  }
}

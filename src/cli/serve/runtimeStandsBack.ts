import { readdir } from 'node:fs/promises';
import { getPriority, setPriority } from 'node:os';

/** Ahead of inference threads, so that none of them holds up a collection of garbage that requests wait for. */
const MOST_STEPS = 5;

/**
 * Lowers the priority of Node.js's own threads, which collect garbage, compile, and read and write files, below that of the thread that answers
 * requests: where photos keep all cores busy, each of them that wakes up takes the core away from it. On Linux, where a priority belongs to a thread.
 * Call it before the process starts threads of its own: a thread inherits the priority of the one that starts it, so workers of the main thread
 * are not touched, and what the pool starts stands back like the pool.
 * @param inferenceSteps how far inference threads stand back; these do half of that, and 5 at most
 */
export async function letRuntimeStandBack(inferenceSteps: number): Promise<void> {
  const steps = Math.min(MOST_STEPS, Math.floor(inferenceSteps / 2));
  if (process.platform !== 'linux' || steps === 0) return;
  // Read by a thread of the pool: that makes all of them, and they are in the answer.
  const threads = await readdir('/proc/self/task').catch(() => []);
  for (const thread of threads.map(Number)) {
    if (thread === process.pid) continue;
    try {
      setPriority(thread, getPriority(thread) + steps);
    } catch {
      // It has ended, or a sandbox forbids it: then it is as fast as the others.
    }
  }
}

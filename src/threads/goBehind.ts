import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** A third of the time of a core that the HTTP thread wants too; all of it otherwise. */
const STEPS = 5;

/**
 * From now on the scheduler prefers the other threads of the process to the calling one: where cores are few, those that answer
 * short requests need not wait for one that works on a picture for seconds. Threads and processes that it starts follow it.
 * Only Linux gives each thread a priority of its own; elsewhere nothing happens.
 */
export function goBehind(): void {
  const thread = systemThread();
  if (thread === undefined) return;
  try {
    setPriority(thread, Math.min(getPriority(thread) + STEPS, 19));
  } catch {
    // A sandbox that forbids it: the work is done all the same.
  }
}

/** The number by which Linux knows the calling thread; undefined on other systems. */
export function systemThread(): number | undefined {
  try {
    return Number(/\d+$/.exec(readlinkSync('/proc/thread-self'))?.[0]);
  } catch {
    return undefined;
  }
}

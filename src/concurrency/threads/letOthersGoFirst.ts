import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets this thread wait where cores are short: what computes for long must not hold up the thread that answers requests, nor a database
 * beside it. On Linux, where a priority belongs to a thread; elsewhere it would be that of the whole process, and nothing is done.
 * @param steps 0..19. With 5 a thread gets a third of what others get where all want the same core, and all of one that nobody else wants
 */
export function letOthersGoFirst(steps: number): void {
  if (process.platform !== 'linux' || steps === 0) return;
  try {
    setPriority(Math.min(getPriority() + steps, constants.priority.PRIORITY_LOW));
  } catch {
    // A sandbox may forbid it: then all are equal.
  }
}

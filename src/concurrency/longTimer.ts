/** What one timer of Node.js can wait, in milliseconds: about 25 days. More fires at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Does something after any time, however long; it does not keep the process alive.
 * @returns what stops it
 */
export function startLongTimer(run: () => void, ms: number): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST_TIMER_MS);
    timer = setTimeout(() => (left > now ? wait(left - now) : run()), now);
    timer.unref();
  };
  wait(ms);
  return () => clearTimeout(timer);
}

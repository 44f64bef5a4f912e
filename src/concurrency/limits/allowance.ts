import { LateCache } from '../memory/lateCache.ts';

/** How much a caller may do; all keys have the same allowance. */
export interface Allowance {
  /** Takes one, if there is one. @returns 0, or seconds until there is one again */
  take(key: string): number;
}

/** Keys that are remembered: beyond that the one unused longest is forgotten and starts from zero. */
const REMEMBERED = 50_000;

/** Milliseconds of a clock that never jumps. */
type Clock = () => number;
const monotonic: Clock = () => performance.now();

/**
 * So many a second, and some at once: the generic cell rate algorithm, which remembers one number a key.
 * @param burst how many may come at once, 1 or more
 */
export function createRate(perSecond: number, burst: number, now: Clock = monotonic): Allowance {
  const interval = 1000 / perSecond;
  const tolerance = (burst - 1) * interval;
  /** When the next would be due if they came evenly. */
  const due = new LateCache<string, number>({ max: REMEMBERED });
  return {
    take(key) {
      const time = now();
      const own = Math.max(time, due.get(key) ?? 0);
      const wait = own - time - tolerance;
      // Sums of intervals are a hair off.
      if (wait > 1e-6) return wait / 1000;
      due.set(key, own + interval);
      return 0;
    },
  };
}

/** So many in a period, which begins with the first. */
export function createQuota(most: number, seconds: number, now: Clock = monotonic): Allowance {
  const periods = new LateCache<string, { taken: number; readonly end: number }>({ max: REMEMBERED });
  return {
    take(key) {
      const time = now();
      let period = periods.get(key);
      if (!period || period.end <= time) {
        period = { taken: 0, end: time + seconds * 1000 };
        periods.set(key, period);
      }
      if (period.taken >= most) return (period.end - time) / 1000;
      period.taken++;
      return 0;
    },
  };
}

import { uptime } from 'node:os';
import { type Clock, secondsBefore, type Timestamp } from '../../domain/time.ts';
import type { GarbageStore } from '../../store/ports/upkeep/garbage.ts';
import type { Store } from '../../store/store.ts';

/** Seconds. Clocks that are not set drift apart by less, and whatever is kept is kept for longer. */
const TOLERANCE = 300;
/** With STORAGE_TIME=LOCAL the hour before the clocks go back is ahead of the one after it. */
const LOCAL_TOLERANCE = 2 * 3600;

/** Whether ages can be told by the clock of this process: who deletes by age asks before. */
export interface ClockGuard {
  /** A clause that says what speaks against the clock; undefined when nothing does. */
  doubt(): Promise<string | undefined>;
}

/** For those who were told to go on, and those who have asked already. */
export const TRUSTED_CLOCK: ClockGuard = { doubt: async () => undefined };

export interface ClockGuardParts {
  readonly store: Pick<Store, 'exclusive' | 'now'> & { readonly garbage: Pick<GarbageStore, 'changedAfter'> };
  /** That of new rows. */
  readonly clock: Clock;
  readonly zone: 'UTC' | 'LOCAL';
  /** Milliseconds since 1970, as the system says. */
  readonly wall?: () => number;
  /** Seconds since some moment; it cannot be set, and it goes on while the machine sleeps. */
  readonly steady?: () => number;
}

/**
 * Compares the system clock with what else knows the time: since this call with the clock that cannot be set; with that of
 * the database server; and, where the database has no other clock, with the newest rows, which cannot be of the future.
 */
export function createClockGuard(parts: ClockGuardParts): ClockGuard {
  const { store, clock, zone, wall = Date.now, steady = uptime } = parts;
  const started = { wall: wall(), steady: steady() };

  const jump = () => (wall() - started.wall) / 1000 - (steady() - started.steady);

  /** Seconds by which the system clock is ahead of the database's, apart from what the way there took. */
  async function ahead(): Promise<number> {
    const asked = wall();
    const database = Date.parse(await store.now());
    const answered = wall();
    if (asked > database) return (asked - database) / 1000;
    return Math.min(0, answered - database) / 1000;
  }

  const rowsOfTheFuture = (): Promise<boolean> => {
    const soon: Timestamp = secondsBefore(clock(), -(zone === 'LOCAL' ? LOCAL_TOLERANCE : TOLERANCE));
    return store.garbage.changedAfter(soon);
  };

  return {
    async doubt() {
      const jumped = jump();
      if (Math.abs(jumped) > TOLERANCE) {
        return `the system clock was set ${seconds(jumped, 'forward', 'back')} while this process ran`;
      }
      if (store.exclusive) {
        if (await rowsOfTheFuture()) return 'descriptors have times of the future: the system clock is wrong, or was';
        return undefined;
      }
      const difference = await ahead();
      if (Math.abs(difference) <= TOLERANCE) return undefined;
      return `the system clock is ${seconds(difference, 'ahead of', 'behind')} that of the database`;
    },
  };
}

function seconds(value: number, positive: string, negative: string): string {
  return `${Math.round(Math.abs(value))} s ${value > 0 ? positive : negative}`;
}

import { LateCache } from '../../concurrency/memory/lateCache.ts';
import { TooManyAttempts } from '../../domain/errors.ts';

export interface LoginLimitsOptions {
  /** Wrong passwords in a row before the first wait; 0 switches the limit off. */
  readonly failures: number;
  readonly longestWaitSeconds: number;
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number;
}

interface Record {
  failures: number;
  /** Attempts whose outcome is still open: a burst must not slip through before the first one has failed. */
  open: number;
  blockedUntil: number;
}

const REMEMBERED = 50_000;
/** How long after the last failure all are forgotten. */
const MEMORY_MS = 15 * 60_000;

/**
 * Counts wrong passwords for each pair of login and address, whether the login exists or not. Each failure beyond the limit doubles
 * the wait, from one second. Clients at other addresses are not kept waiting by it.
 */
export class LoginLimits {
  readonly #options: LoginLimitsOptions;
  readonly #records: LateCache<string, Record>;
  readonly #now: () => number;

  constructor(options: LoginLimitsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#records = new LateCache({ max: REMEMBERED, ttl: MEMORY_MS, ttlResolution: 0, perf: { now: this.#now } });
  }

  /** Call `end` with the outcome; undefined when there was none. @throws TooManyAttempts */
  begin(pair: string): { end(right: boolean | undefined): void } {
    const { failures: limit, longestWaitSeconds } = this.#options;
    if (limit === 0) return { end: () => undefined };
    const record = this.#records.get(pair) ?? { failures: 0, open: 0, blockedUntil: 0 };
    const wait = record.blockedUntil - this.#now();
    if (wait > 0) throw new TooManyAttempts(Math.ceil(wait / 1000));
    // Once the limit is reached, one attempt at a time.
    if (record.open >= Math.max(1, limit - record.failures)) throw new TooManyAttempts(1);
    record.open++;
    this.#records.set(pair, record);
    return {
      end: (right) => {
        record.open--;
        if (right) this.#records.delete(pair);
        if (right !== false) return;
        record.failures++;
        const beyond = record.failures - limit;
        if (beyond >= 0) record.blockedUntil = this.#now() + 1000 * Math.min(longestWaitSeconds, 2 ** beyond);
        this.#records.set(pair, record);
      },
    };
  }
}

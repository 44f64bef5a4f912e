import type { Caller } from '../../domain/caller.ts';
import { ClientGone, Unavailable } from '../../domain/errors.ts';

/** Has its turn with the session to itself. */
export interface Job {
  readonly run: () => Promise<void>;
  readonly refuse: (error: Error) => void;
  readonly caller: Caller | undefined;
}

interface Waiting extends Job {
  /** Of the clock of `performance.now`. */
  readonly deadline: number;
}

export interface SessionQueueOptions {
  /** Jobs that may wait; one more is refused at once. */
  readonly most: number;
  /** How long each of them waits, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Jobs in the order of their arrival. Those whose caller has left are passed over, and make room where they are too many.
 * Like a pool of connections it is bounded by number and by time, so that a slow disk costs neither memory nor patience.
 */
export class SessionQueue {
  readonly #options: SessionQueueOptions;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SessionQueueOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** A job that finds no room is refused. */
  add(job: Job): void {
    const { most, waitMs } = this.#options;
    if (this.#waiting.length >= most)
      this.#refuse(
        ({ caller }) => caller?.isGone === true,
        () => new ClientGone(),
      );
    if (this.#waiting.length >= most) job.refuse(new Unavailable('database'));
    else this.#push(job, waitMs);
  }

  /** For work that is not repeated: it always has room, and waits as long as it takes. */
  addPatient(job: Job): void {
    this.#push(job, Number.POSITIVE_INFINITY);
  }

  /** The next whose caller still waits. */
  take(): Job | undefined {
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      if (!job.caller?.isGone) return job;
      job.refuse(new ClientGone());
    }
    return undefined;
  }

  #push({ run, refuse, caller }: Job, waitMs: number): void {
    this.#waiting.push({ run, refuse, caller, deadline: performance.now() + waitMs });
    this.#watch(this.#options.waitMs);
  }

  /** One timer for all: it is late by as much as the first of them came after it was set. */
  #watch(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const now = performance.now();
      this.#refuse(
        ({ deadline }) => deadline <= now,
        () => new Unavailable('database'),
      );
      const next = Math.min(...this.#waiting.map(({ deadline }) => deadline));
      if (next < Number.POSITIVE_INFINITY) this.#watch(next - now);
    }, ms).unref();
  }

  #refuse(isRefused: (job: Waiting) => boolean, error: () => Error): void {
    const refused = this.#waiting.filter(isRefused);
    if (refused.length === 0) return;
    this.#waiting = this.#waiting.filter((job) => !isRefused(job));
    for (const { refuse } of refused) refuse(error());
  }
}

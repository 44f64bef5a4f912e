import type { Caller } from '../domain/caller.ts';
import { Unavailable } from '../domain/errors.ts';
import { WaitQueue } from './waitQueue.ts';

/** Bounds how many connections are out at a time, and how many callers may wait for one. */
export class Semaphore {
  readonly #waiting = new WaitQueue<void>();
  readonly #size: number;
  readonly #waitingLimit: number;
  #taken = 0;

  constructor(size: number, waitingLimit: number) {
    this.#size = size;
    this.#waitingLimit = waitingLimit;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Undefined: taken at once, the common way, without a turn of the event loop.
   * @throws Unavailable when too many wait already, or none came free by the deadline; ClientGone when the caller had left
   *   when its turn came
   */
  take(deadline: number, caller?: Caller): Promise<void> | undefined {
    if (this.#taken < this.#size) {
      this.#taken += 1;
      return undefined;
    }
    if (this.#waiting.length >= this.#waitingLimit) this.#waiting.dismissGone();
    if (this.#waiting.length >= this.#waitingLimit) throw new Unavailable('database connection');
    return this.#waiting.wait(deadline, () => new Unavailable('database connection'), caller);
  }

  /** The permit goes to the first that waits, and has not left. */
  give(): void {
    if (!this.#waiting.serveFirst()) this.#taken -= 1;
  }

  dismissAll(error: Error): void {
    this.#waiting.dismissAll(error);
  }
}

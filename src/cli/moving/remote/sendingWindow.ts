import { setTimeout as pause } from 'node:timers/promises';

const START = 4;
/** Share of the window that is left after a refusal. */
const CUT = 0.5;

/**
 * How many requests may be under way: one more for each answer until the first refusal, then for each window of answers; half as
 * many after a refusal, as TCP does it.
 * Refusals of requests that were sent before the last cut count as one.
 */
export class SendingWindow {
  readonly #largest: number;
  #size: number;
  #active = 0;
  #cutAt = 0;
  #closedUntil = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(largest: number) {
    this.#largest = largest;
    this.#size = Math.min(START, largest);
  }

  get size(): number {
    return this.#size;
  }

  /** Resolves when one more may be sent. @returns when that was */
  async enter(): Promise<number> {
    while (this.#active >= Math.floor(this.#size)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#active++;
    const closed = this.#closedUntil - performance.now();
    if (closed > 0) await pause(closed);
    return performance.now();
  }

  /** An answer came that is no refusal. */
  leave(): void {
    const more = this.#cutAt === 0 ? 1 : 1 / this.#size;
    this.#size = Math.min(this.#largest, this.#size + more);
    this.#left();
  }

  /** @param waitMs nothing is sent before it is over */
  leaveRefused(sentAt: number, waitMs: number): void {
    if (sentAt >= this.#cutAt) {
      this.#size = Math.max(1, this.#size * CUT);
      this.#cutAt = performance.now();
    }
    this.#closedUntil = Math.max(this.#closedUntil, performance.now() + waitMs);
    this.#left();
  }

  #left(): void {
    this.#active--;
    for (let free = Math.floor(this.#size) - this.#active; free > 0; free--) this.#waiting.shift()?.();
  }
}

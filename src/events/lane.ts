import { backOffDelays, type DelayRange } from '../concurrency/backOff.ts';
import type { Outcome } from './postJson.ts';

/** One message on its way; its body is made when it is sent, not while a request waits. */
export interface Delivery {
  readonly url: URL;
  /** What it keeps in memory while it waits, about. */
  readonly bytes: number;
  body(): Promise<string | undefined>;
}

export interface LaneOptions {
  readonly send: (delivery: Delivery) => Promise<Outcome>;
  /** Attempts for one delivery, the first included. */
  readonly attempts: number;
  /** Pauses after failures in a row. */
  readonly pause: DelayRange;
  readonly onSettled: (outcome: 'delivered' | 'refused' | 'given-up', delivery: Delivery) => void;
  readonly onRetry: () => void;
  /** Told when the receiver stops answering and when it answers again. */
  readonly onHealth: (healthy: boolean) => void;
}

/** Posts under way at once to one receiver. */
const AT_ONCE = 4;

/** What waits for one receiver. A failure makes the whole lane pause, longer each time: other receivers do not wait for it. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #waiting: { readonly delivery: Delivery; attempts: number }[] = [];
  #running = 0;
  /** Of the failures in a row; undefined while the receiver answers. */
  #pauses: Generator<number, never> | undefined;
  #pause: NodeJS.Timeout | undefined;
  #abandoned = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Messages that wait or are under way. */
  get size(): number {
    return this.#running + this.#waiting.length;
  }

  push(delivery: Delivery): void {
    this.#waiting.push({ delivery, attempts: 0 });
    this.#work();
  }

  /** Forgets what waits, and sends nothing any more: what is under way is not tried again. @returns how many */
  abandon(): number {
    this.#abandoned = true;
    clearTimeout(this.#pause);
    this.#pause = undefined;
    return this.#waiting.splice(0).length;
  }

  #work(): void {
    // A receiver that failed is asked with one message before it gets the others.
    const atOnce = this.#pauses ? 1 : AT_ONCE;
    while (this.#pause === undefined && this.#running < atOnce) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running++;
      void this.#attempt(next);
    }
  }

  async #attempt(item: { readonly delivery: Delivery; attempts: number }): Promise<void> {
    const { send, attempts, onSettled, onRetry, onHealth } = this.#options;
    const outcome = await send(item.delivery);
    this.#running--;
    if (this.#abandoned) return;
    if (outcome === 'retry') {
      item.attempts++;
      if (!this.#pauses) onHealth(false);
      this.#pauses ??= backOffDelays(this.#options.pause);
      if (item.attempts >= attempts) {
        onSettled('given-up', item.delivery);
      } else {
        onRetry();
        this.#waiting.unshift(item);
      }
      this.#rest(this.#pauses);
      return;
    }
    if (this.#pauses) onHealth(true);
    this.#pauses = undefined;
    onSettled(outcome, item.delivery);
    this.#work();
  }

  #rest(pauses: Generator<number, never>): void {
    if (this.#pause !== undefined) return;
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#work();
    }, pauses.next().value);
    this.#pause.unref();
  }
}

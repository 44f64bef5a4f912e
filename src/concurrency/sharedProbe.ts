import { waitAtMost } from './deadline.ts';

export interface SharedProbeOptions {
  /** Used in the error of one that does not end. */
  readonly name: string;
  /** Rejects when the thing is not as it should be. */
  readonly run: () => Promise<void>;
  /** Milliseconds for which a good result is believed. */
  readonly goodMs: number;
  /** The same of a bad one, so that a recovery is noticed soon. */
  readonly badMs: number;
  /** Milliseconds that a caller waits for one that is under way; the last result is its answer then. */
  readonly waitMs: number;
  /** Milliseconds after which one that is still under way counts as failed. */
  readonly overdueMs: number;
}

interface Failure {
  readonly cause: unknown;
}

/**
 * A check that costs something, made for all who ask: one at a time, at most once in a while, and no caller waits for long.
 * A busy moment in which it is slow changes no answer; one that hangs does.
 */
export class SharedProbe {
  readonly #options: SharedProbeOptions;
  #running: Promise<void> | undefined;
  #begun = 0;
  #ended = Number.NEGATIVE_INFINITY;
  #failure: Failure | undefined;

  constructor(options: SharedProbeOptions) {
    this.#options = options;
  }

  /** @throws what the last one failed with */
  async check(): Promise<void> {
    const { name, goodMs, badMs, waitMs, overdueMs } = this.#options;
    const age = performance.now() - this.#ended;
    if (!this.#running && age >= (this.#failure ? badMs : goodMs)) this.#start();
    if (this.#running) await waitAtMost(this.#running, waitMs);
    const hanging = performance.now() - this.#begun;
    if (this.#running && hanging >= overdueMs) throw new Error(`${name} has not ended for ${Math.round(hanging)} ms`);
    if (this.#failure) throw this.#failure.cause;
  }

  #start(): void {
    this.#begun = performance.now();
    const end = (failure: Failure | undefined) => {
      this.#failure = failure;
      this.#ended = performance.now();
      this.#running = undefined;
    };
    this.#running = this.#options.run().then(
      () => end(undefined),
      (cause: unknown) => end({ cause }),
    );
  }
}

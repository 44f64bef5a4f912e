import { setImmediate } from 'node:timers/promises';

/** Comparisons of two vectors in one go: about a millisecond. */
export const COMPARISONS_PER_TURN = 1000;

/** Lets the event loop go round after every `steps` steps of a long work. */
export class EventLoopYielder {
  readonly #steps: number;
  #done = 0;

  constructor(steps: number) {
    this.#steps = steps;
  }

  /** True when it is time to await `pause`. */
  step(count = 1): boolean {
    this.#done += count;
    return this.#done >= this.#steps;
  }

  async pause(): Promise<void> {
    this.#done = 0;
    await setImmediate();
  }
}

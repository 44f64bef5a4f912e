import type { Caller } from '../domain/caller.ts';

/** Callers that wait for the same work: it goes on as long as one of them is there. */
export class JoinedCallers implements Caller {
  readonly #callers: Caller[] = [];
  #isForGood = false;

  constructor(first: Caller | undefined) {
    this.join(first);
  }

  /** @param caller undefined: a caller that never leaves */
  join(caller: Caller | undefined): void {
    if (caller) this.#callers.push(caller);
    else this.#isForGood = true;
  }

  get isGone(): boolean {
    return !this.#isForGood && this.#callers.every(({ isGone }) => isGone);
  }
}

/** Requests that a client may take back at once, and how many more each second: a page that is left takes back some dozens. */
const BURST = 200;
const EACH_SECOND = 20;

/**
 * How often the client of a connection may take requests back before they are answered. Each costs the service more than the
 * client ("rapid reset"): the limit of requests under way counts none of them.
 */
export class ResetBudget {
  #left = BURST;
  #filled: number;

  /** @param now milliseconds of a clock that is not set back */
  constructor(now: number) {
    this.#filled = now;
  }

  /** False: it was one too many. */
  take(now: number): boolean {
    this.#left = Math.min(BURST, this.#left + ((now - this.#filled) / 1000) * EACH_SECOND);
    this.#filled = now;
    this.#left -= 1;
    return this.#left >= 0;
  }
}

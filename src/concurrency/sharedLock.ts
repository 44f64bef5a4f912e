/** Many readers or one writer. A writer that waits goes before readers that come later. */
export class SharedLock {
  readonly #readers = new Set<Promise<void>>();
  #writer: Promise<void> | undefined;

  async shared<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#writer) await this.#writer;
    const running = work();
    const ended = running.then(ignore, ignore);
    this.#readers.add(ended);
    try {
      return await running;
    } finally {
      this.#readers.delete(ended);
    }
  }

  async exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#writer) await this.#writer;
    const running = Promise.all(this.#readers).then(work);
    this.#writer = running.then(ignore, ignore);
    try {
      return await running;
    } finally {
      this.#writer = undefined;
    }
  }
}

function ignore(): void {}

import { fdatasync, fdatasyncSync } from 'node:fs';

interface Sync {
  readonly descriptor: number;
  /** A later call wrote the same file through: this one's end says nothing any more, its descriptor may be another file's. */
  isSettled: boolean;
}

/**
 * Waits for the disk beside the thread that serves HTTP. Calls that write the database's log through within `defer` are only
 * noted; `settle` makes them. The log stays ahead of the data as Postgres demands: before another file is written, unless by empty pages,
 * everything that was noted is written through on the spot.
 */
export class LogSync {
  #isDeferring = false;
  #syncs: Sync[] = [];
  /** A file that failed once may pretend success the next time, so that nothing is believed after it. */
  #failure: Error | undefined;

  /** While the work runs, `logWritten` returns before the disk is done; `settle` must follow. */
  async defer<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#isDeferring = true;
    try {
      return await work();
    } finally {
      this.#isDeferring = false;
    }
  }

  /** Resolves when all that was noted is on disk. @throws what the system says */
  async settle(): Promise<void> {
    await Promise.all(this.#syncs.map((sync) => this.#writeBeside(sync)));
    if (this.#failure) throw this.#failure;
  }

  /** The log is to be written through. @throws what the system says */
  logWritten(descriptor: number): void {
    if (this.#isDeferring) this.#syncs.push({ descriptor, isSettled: false });
    else this.#writeNow(descriptor);
  }

  /** Another file is about to be written, or written through. @throws what the system says */
  beforeData(): void {
    for (const { descriptor } of this.#syncs) this.#writeNow(descriptor);
    if (this.#failure) throw this.#failure;
  }

  /** A file is about to be closed. @throws what the system says */
  beforeClose(descriptor: number): void {
    if (this.#syncs.some((sync) => sync.descriptor === descriptor)) this.#writeNow(descriptor);
  }

  #writeNow(descriptor: number): void {
    if (this.#failure) throw this.#failure;
    try {
      fdatasyncSync(descriptor);
    } catch (error) {
      this.#failure = error as Error;
      throw error;
    }
    for (const sync of this.#syncs) if (sync.descriptor === descriptor) sync.isSettled = true;
    this.#syncs = this.#syncs.filter(({ isSettled }) => !isSettled);
  }

  #writeBeside(sync: Sync): Promise<void> {
    return new Promise((resolve) =>
      fdatasync(sync.descriptor, (error) => {
        if (error && !sync.isSettled) this.#failure ??= error;
        this.#syncs = this.#syncs.filter((each) => each !== sync);
        resolve();
      }),
    );
  }
}

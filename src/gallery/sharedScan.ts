import type { Match } from './gallery.ts';
import type { ScanQuery } from './scanJob.ts';

/** Scanned together at most: each further one adds work to a piece of rows, and the first of them waits for it. */
const MOST_TOGETHER = 4;

interface Waiting {
  readonly query: ScanQuery;
  readonly resolve: (matches: readonly Match[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Searches of the same rows. Those that come while one is under way are scanned together after it: memory is read once
 * for all of them, and memory is what a scan waits for.
 */
export class SharedScan {
  readonly #scan: (queries: readonly ScanQuery[]) => Promise<readonly (readonly Match[])[]>;
  readonly #waiting: Waiting[] = [];
  #running = false;

  /** @param scan answers the matches of each query; nobody writes to the rows while a search waits or runs */
  constructor(scan: (queries: readonly ScanQuery[]) => Promise<readonly (readonly Match[])[]>) {
    this.#scan = scan;
  }

  search(query: ScanQuery): Promise<readonly Match[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ query, resolve, reject });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let together = this.#take(); together.length > 0; together = this.#take()) {
      try {
        const found = await this.#scan(together.map(({ query }) => query));
        for (const [index, { resolve }] of together.entries()) resolve(found[index] ?? []);
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    this.#running = false;
  }

  #take(): Waiting[] {
    return this.#waiting.splice(0, MOST_TOGETHER);
  }
}

import { ByteBudget } from '../../concurrency/memory/byteBudget.ts';
import { Unavailable } from '../../domain/errors.ts';
import type { Match } from '../gallery.ts';
import type { ScanQuery } from './scanJob.ts';

/** Scanned together at most: each further one adds work to a piece of rows, and the first of them waits for it. */
const MOST_TOGETHER = 4;
/** Searches that may wait for one another; the last of them waits for a scan of each four. */
const MOST_WAITING = 1000;
/** A person may have thousands of vectors: those of all that wait take no more than this. */
const MEMORY_LIMIT = 64 * 1024 * 1024;
/** Of a search, beside its vectors. */
const QUERY_BYTES = 1024;

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
  readonly #memory = new ByteBudget('memory for searches', MEMORY_LIMIT);
  #running = false;

  /** @param scan answers the matches of each query; the rows are not written to while a search waits or runs */
  constructor(scan: (queries: readonly ScanQuery[]) => Promise<readonly (readonly Match[])[]>) {
    this.#scan = scan;
  }

  /**
   * @param signal aborted when the caller has left: a search that waits is not begun
   * @throws Unavailable when too many wait; the reason of the signal
   */
  async search(query: ScanQuery, signal?: AbortSignal): Promise<readonly Match[]> {
    signal?.throwIfAborted();
    if (this.#waiting.length >= MOST_WAITING) throw new Unavailable('search');
    const share = this.#memory.open();
    share.resize(query.probes.reduce((bytes, probe) => bytes + probe.byteLength, QUERY_BYTES));
    let leave: () => void = () => undefined;
    try {
      return await new Promise((resolve, reject) => {
        const waiting = { query, resolve, reject };
        leave = () => {
          const place = this.#waiting.indexOf(waiting);
          if (place === -1) return;
          this.#waiting.splice(place, 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave);
        this.#waiting.push(waiting);
        void this.#next();
      });
    } finally {
      signal?.removeEventListener('abort', leave);
      share.release();
    }
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

import { WorkerPool } from '../../concurrency/threads/workerPool.ts';
import type { Match } from '../gallery.ts';
import type { Kernel } from '../kernel/loadKernel.ts';
import type { Chunk } from '../rows/chunk.ts';
import type { BlockRun } from '../rows/rowTable.ts';
import type { ScanAnswer, ScanJob, ScanQuery, ScanThreadData } from './scanJob.ts';

export interface ScanThreadsOptions {
  readonly threads: number;
  readonly kernel: Kernel | undefined;
  readonly chunkById: (chunkId: number) => Chunk;
  readonly onCrash: (error: Error) => void;
  /** The thread's module, when it is not scanThread.ts. */
  readonly entry?: URL;
}

/** Searches that may wait for one thread. */
const QUEUE_LIMIT = 1000;

/**
 * Threads that scan shares of a search over shared memory. Each is a pool of one, because a thread that is replaced
 * must find its own scratch again.
 */
export class ScanThreads {
  readonly #pools: readonly WorkerPool<ScanJob, ScanAnswer>[];
  readonly #chunkById: (chunkId: number) => Chunk;
  #next = 0;

  constructor({ threads, kernel, chunkById, onCrash, entry }: ScanThreadsOptions) {
    this.#chunkById = chunkById;
    this.#pools = Array.from({ length: threads }, (_, index) => {
      // Slot 0 is the thread that made us.
      const workerData: ScanThreadData = { kernel, slot: index + 1 };
      return new WorkerPool<ScanJob, ScanAnswer>({
        entry: entry ?? new URL('./scanThread.ts', import.meta.url),
        size: 1,
        queueLimit: QUEUE_LIMIT,
        name: 'gallery scan',
        workerData,
        onCrash,
      });
    });
  }

  /**
   * Best matches of each share, of each query.
   * @param shares at most one a thread
   * @param queries searches that the rows are read for once
   * @throws Unavailable when a thread died or has too much to do
   */
  async scan(
    shares: readonly (readonly BlockRun[])[],
    queries: readonly ScanQuery[],
  ): Promise<readonly (readonly (readonly Match[])[])[]> {
    const first = this.#next++;
    const answers = await Promise.allSettled(shares.map((runs, index) => this.#ask(first + index, runs, queries)));
    // Only now does no thread read the rows any more, whatever became of a single share.
    return answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value;
    });
  }

  /** Resolves when all threads work. Rejects when one could not start: that one takes no work any more, so close all. */
  async ready(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.ready()));
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.close()));
  }

  async #ask(
    thread: number,
    runs: readonly BlockRun[],
    queries: readonly ScanQuery[],
  ): Promise<readonly (readonly Match[])[]> {
    const pool = this.#pools[thread % this.#pools.length] as WorkerPool<ScanJob, ScanAnswer>;
    let attach: readonly Chunk[] = [];
    for (;;) {
      const answer = await pool.run({ attach, runs, queries });
      if ('found' in answer) return answer.found;
      attach = answer.missing.map(this.#chunkById);
    }
  }
}

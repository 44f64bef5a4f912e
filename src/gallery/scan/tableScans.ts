import { Unavailable } from '../../domain/errors.ts';
import type { Match } from '../gallery.ts';
import { digitsFor, type Kernel, loadKernel } from '../kernel/loadKernel.ts';
import type { GalleryLog } from '../memory/galleryLog.ts';
import type { MemoryBudget } from '../memory/memoryBudget.ts';
import { BlockArena } from '../rows/blockArena.ts';
import { type Chunk, createChunk } from '../rows/chunk.ts';
import { RowTable } from '../rows/rowTable.ts';
import type { Probe } from './cosine.ts';
import type { ScanQuery } from './scanJob.ts';
import { Scanner } from './scanner.ts';
import { ScanThreads } from './scanThreads.ts';
import { SharedScan } from './sharedScan.ts';
import { TopMatches } from './topMatches.ts';

/**
 * Bytes of coarse digits, times probes, that the calling thread scans itself; more goes to the threads. About a millisecond
 * with the kernel, two without (measured by bench:gallery: 20 GB/s, and a quarter GB/s in JavaScript).
 */
const INLINE_BYTES = { wasm: 16 * 2 ** 20, javascript: 2 ** 19 };

export interface TableScansOptions {
  /** Threads for large tables; 0 scans everything on the calling thread. They start with the first large table. */
  readonly workers: number;
  readonly budget: MemoryBudget;
  readonly log: GalleryLog;
  /** `javascript` does without WASM SIMD, as on a machine that has none. */
  readonly kernel?: 'wasm' | 'javascript' | undefined;
  /** The threads' module, when it is not scanThread.ts. */
  readonly threadEntry?: URL;
}

/** Tables in memory that threads share, and the scans over them: here or in worker threads, by what they cost. */
export class TableScans {
  readonly #workers: number;
  readonly #budget: MemoryBudget;
  readonly #log: GalleryLog;
  readonly #kernel: Kernel | undefined;
  readonly #inlineBytes: number;
  readonly #threadEntry: URL | undefined;
  readonly #scanner: Scanner;
  readonly #chunks: Chunk[] = [];
  readonly #arenas = new Map<number, BlockArena>();
  readonly #sharedScans = new WeakMap<RowTable, SharedScan>();
  #threads: ScanThreads | undefined;
  #closed = false;

  constructor({ workers, budget, log, kernel, threadEntry }: TableScansOptions) {
    this.#workers = workers;
    this.#budget = budget;
    this.#log = log;
    this.#threadEntry = threadEntry;
    this.#kernel = kernel === 'javascript' ? undefined : loadKernel();
    this.#inlineBytes = this.#kernel ? INLINE_BYTES.wasm : INLINE_BYTES.javascript;
    this.#scanner = new Scanner(this.#kernel, 0);
  }

  /** An empty table; what it takes comes out of the budget. */
  createTable(dimension: number): RowTable {
    let arena = this.#arenas.get(dimension);
    if (!arena) {
      arena = new BlockArena(dimension, digitsFor(this.#kernel), this.#budget, () => this.#newChunk(dimension));
      this.#arenas.set(dimension, arena);
    }
    return new RowTable(arena);
  }

  /**
   * The best of a table's rows, in `top` or as many others; the table is not written to until then.
   * @param signal aborted when the caller has left
   * @throws Unavailable when closed, when too many wait, or when a scanning thread died; the reason of the signal
   */
  async scan(
    table: RowTable,
    probes: readonly Probe[],
    top: TopMatches,
    signal?: AbortSignal,
  ): Promise<readonly Match[]> {
    const cost = table.scanBytes * probes.length;
    if (this.#workers === 0 || cost <= this.#inlineBytes) {
      for (const runs of table.split(1)) this.#scanner.scan(runs, probes, top);
      return top.matches;
    }
    let shared = this.#sharedScans.get(table);
    if (!shared) {
      shared = new SharedScan((queries) => this.#scanInThreads(table, queries));
      this.#sharedScans.set(table, shared);
    }
    const { limit, groupBy } = top;
    return shared.search({ probes: probes.map(({ vector }) => vector), limit, groupBy }, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#threads?.close();
  }

  async #scanInThreads(table: RowTable, queries: readonly ScanQuery[]): Promise<readonly (readonly Match[])[]> {
    if (this.#closed) throw new Unavailable('gallery');
    const probes = queries.reduce((sum, query) => sum + query.probes.length, 0);
    const shares = Math.min(this.#workers, Math.ceil((table.scanBytes * probes) / this.#inlineBytes));
    const answers = await this.#startedThreads().scan(table.split(shares), queries);
    return queries.map(({ limit, groupBy }, index) => {
      const top = new TopMatches(limit, groupBy);
      for (const found of answers) for (const match of found[index] ?? []) top.offer(match);
      return top.matches;
    });
  }

  #startedThreads(): ScanThreads {
    this.#threads ??= this.#startThreads();
    return this.#threads;
  }

  #startThreads(): ScanThreads {
    const threads = new ScanThreads({
      threads: this.#workers,
      kernel: this.#kernel,
      chunkById: (chunkId) => this.#chunks[chunkId] as Chunk,
      onCrash: (error) => this.#log.warn({ err: error }, 'gallery: a scanning thread died and was replaced'),
      ...(this.#threadEntry && { entry: this.#threadEntry }),
    });
    threads.ready().catch(async (err: unknown) => {
      // New ones have the scratch of the old: those must be gone before.
      await threads.close();
      if (this.#closed) return;
      this.#threads = undefined;
      this.#log.warn({ err }, 'gallery: scanning threads could not start, the next search of a large list tries again');
    });
    return threads;
  }

  #newChunk(dimension: number): Chunk {
    const chunk = createChunk(this.#chunks.length, dimension, this.#workers + 1, this.#kernel !== undefined);
    this.#chunks.push(chunk);
    this.#scanner.attach(chunk);
    return chunk;
  }
}

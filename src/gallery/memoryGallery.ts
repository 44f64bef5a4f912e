import { Unavailable } from '../domain/errors.ts';
import type { AccountId, ListId } from '../domain/ids.ts';
import type { GalleryFeed } from '../store/store.ts';
import { BlockArena } from './blockArena.ts';
import { type Chunk, createChunk } from './chunk.ts';
import { createProbe, type Probe } from './cosine.ts';
import type { Gallery, GallerySearch, Match } from './gallery.ts';
import { type GalleryLog, silentLog } from './galleryLog.ts';
import { searchIds } from './idSearch.ts';
import { loadKernel } from './kernel/loadKernel.ts';
import { ListGallery } from './listGallery.ts';
import { MemoryBudget } from './memoryBudget.ts';
import { RowTable } from './rowTable.ts';
import { Scanner } from './scanner.ts';
import { ScanThreads } from './scanThreads.ts';
import { TopMatches } from './topMatches.ts';

export interface MemoryGalleryOptions {
  readonly feed: GalleryFeed;
  /** Threads for large lists; 0 scans everything on the calling thread. They start with the first large list. */
  readonly workers: number;
  /** Memory for rows and their float vectors; lists not searched for long make room. Default: no limit. */
  readonly maxBytes?: number;
  readonly log?: GalleryLog;
  /** `javascript` does without WASM SIMD, as on a machine that has none. */
  readonly kernel?: 'wasm' | 'javascript';
}

/**
 * Bytes of quantised rows, times probes, that the calling thread scans itself; more goes to the threads. One to two
 * milliseconds with either kernel (measured by bench:gallery: 15 to 25 GB/s, and half a GB/s in JavaScript).
 */
const INLINE_BYTES = { wasm: 16 * 2 ** 20, javascript: 2 ** 19 };
/** A list that is reloaded again and again while a search waits for it is not searched for ever. */
const MAX_TRIES = 20;

/** The in-process engine: exact search over lists in this process's memory, in step with the database. */
export function createMemoryGallery(options: MemoryGalleryOptions): Gallery {
  return new MemoryGallery(options);
}

class MemoryGallery implements Gallery {
  readonly #feed: GalleryFeed;
  readonly #log: GalleryLog;
  readonly #workers: number;
  readonly #module: WebAssembly.Module | undefined;
  readonly #inlineBytes: number;
  readonly #budget: MemoryBudget;
  readonly #scanner: Scanner;
  readonly #chunks: Chunk[] = [];
  readonly #arenas = new Map<number, BlockArena>();
  /** By list, model and length; longest unused first. */
  readonly #galleries = new Map<string, ListGallery>();
  #threads: ScanThreads | undefined;
  #closed = false;

  constructor({ feed, workers, maxBytes = Number.POSITIVE_INFINITY, log = silentLog, kernel }: MemoryGalleryOptions) {
    this.#feed = feed;
    this.#log = log;
    this.#workers = workers;
    this.#module = kernel === 'javascript' ? undefined : loadKernel();
    this.#inlineBytes = this.#module ? INLINE_BYTES.wasm : INLINE_BYTES.javascript;
    this.#budget = new MemoryBudget(maxBytes, () => this.#evictOne());
    this.#scanner = new Scanner(this.#module, 0);
  }

  async search(_accountId: AccountId, search: GallerySearch): Promise<readonly Match[]> {
    if (this.#closed) throw new Unavailable('gallery');
    // A copy: a probe may be a window of a far larger buffer, which would travel to the threads as a whole.
    const probes = search.probes.flatMap((vector) => createProbe(vector.slice()) ?? []);
    const dimension = probes[0]?.vector.length;
    if (dimension === undefined) return [];
    if (probes.some(({ vector }) => vector.length !== dimension)) throw new RangeError('probes of different lengths');
    const { candidates } = search;
    if (candidates.kind === 'list') return this.#searchList(candidates.listId, dimension, probes, search);
    return searchIds(this.#feed, candidates, probes, search);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#threads?.close();
  }

  async #searchList(
    listId: ListId,
    dimension: number,
    probes: readonly Probe[],
    { modelId, limit, groupBy }: GallerySearch,
  ): Promise<readonly Match[]> {
    const key = `${listId} ${modelId} ${dimension}`;
    const gallery = this.#use(key, listId, modelId, dimension);
    gallery.users++;
    try {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const known = gallery.version;
        const head = await this.#feed.version(listId);
        if (!head || !(await gallery.bringTo(head.version, known))) {
          this.#galleries.delete(key);
          return [];
        }
        const matches = await gallery.read(head.version, (table) =>
          this.#scan(table, probes, new TopMatches(limit, groupBy)),
        );
        if (matches) return matches;
      }
      throw new Unavailable('list that is being reloaded');
    } finally {
      gallery.users--;
      // Of a list that is gone: the last one out gives the memory back.
      if (gallery.users === 0 && this.#galleries.get(key) !== gallery) gallery.evict();
    }
  }

  async #scan(table: RowTable, probes: readonly Probe[], top: TopMatches): Promise<readonly Match[]> {
    const cost = table.scanBytes * probes.length;
    const shares = Math.min(this.#workers, Math.ceil(cost / this.#inlineBytes));
    if (shares === 0 || cost <= this.#inlineBytes) {
      for (const runs of table.split(1)) this.#scanner.scan(runs, probes, top);
      return top.matches;
    }
    if (this.#closed) throw new Unavailable('gallery');
    const query = { probes: probes.map(({ vector }) => vector), limit: top.limit, groupBy: top.groupBy };
    for (const matches of await this.#scanThreads().scan(table.split(shares), query)) {
      for (const match of matches) top.offer(match);
    }
    return top.matches;
  }

  #scanThreads(): ScanThreads {
    this.#threads ??= new ScanThreads({
      threads: this.#workers,
      module: this.#module,
      chunkById: (chunkId) => this.#chunks[chunkId] as Chunk,
      onCrash: (error) => this.#log.warn({ err: error }, 'gallery: a scanning thread died and was replaced'),
    });
    return this.#threads;
  }

  #use(key: string, listId: ListId, modelId: string, dimension: number): ListGallery {
    let gallery = this.#galleries.get(key);
    if (gallery) this.#galleries.delete(key);
    else {
      const arena = this.#arenaFor(dimension);
      const table = new RowTable(arena);
      gallery = new ListGallery({ listId, modelId, table, feed: this.#feed, log: this.#log });
    }
    this.#galleries.set(key, gallery);
    return gallery;
  }

  #arenaFor(dimension: number): BlockArena {
    let arena = this.#arenas.get(dimension);
    if (!arena) {
      arena = new BlockArena(dimension, this.#budget, () => this.#newChunk(dimension));
      this.#arenas.set(dimension, arena);
    }
    return arena;
  }

  #newChunk(dimension: number): Chunk {
    const chunk = createChunk(this.#chunks.length, dimension, this.#workers + 1, this.#module !== undefined);
    this.#chunks.push(chunk);
    this.#scanner.attach(chunk);
    return chunk;
  }

  #evictOne(): boolean {
    for (const [key, gallery] of this.#galleries) {
      if (gallery.users > 0) continue;
      this.#galleries.delete(key);
      gallery.evict();
      return true;
    }
    return false;
  }
}

import { WorkerPool } from '../../concurrency/threads/workerPool.ts';
import { Unavailable } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import type { GalleryFeed } from '../../store/lists/listFeed.ts';
import { digitsFor, loadKernel } from '../kernel/loadKernel.ts';
import { MAX_PROBES } from '../kernel/scratch.ts';
import { GalleryCounts } from '../memory/galleryCounts.ts';
import type { GalleryLog } from '../memory/galleryLog.ts';
import { ListGallery } from '../memory/listGallery.ts';
import { MemoryBudget } from '../memory/memoryBudget.ts';
import { BlockArena } from '../rows/blockArena.ts';
import { type Chunk, createChunk } from '../rows/chunk.ts';
import { RowTable } from '../rows/rowTable.ts';
import type { Pair, PairRules, ProbeGroup } from './pairs.ts';
import type { PairThreadData } from './pairThread.ts';

export interface PairSearchOptions {
  readonly feed: GalleryFeed;
  /** The candidates; held in memory as they are committed when it is opened. */
  readonly listId: ListId;
  /** With `dimension`: what is not comparable is left out (`domain/comparable.ts`). */
  readonly modelId: string;
  readonly dimension: number;
  readonly rules: PairRules;
  /** Threads, 1 or more; each compares other probes with all rows. */
  readonly threads: number;
  /** Memory for rows and their float vectors. */
  readonly maxBytes: number;
  readonly log: GalleryLog;
}

/** Compares many probes with one list: the work of a batch, beside the gallery that answers requests. */
export interface PairSearch {
  /** Descriptors that are compared with. */
  readonly candidates: number;
  /** Pairs of each group, best first, in the order of the groups. @throws Unavailable when a thread died */
  search(groups: readonly ProbeGroup[]): Promise<readonly (readonly Pair[])[]>;
  close(): Promise<void>;
}

/**
 * Loads the list and starts the threads.
 * @returns undefined when there is no such list
 * @throws GalleryTooSmall
 */
export async function openPairSearch(options: PairSearchOptions): Promise<PairSearch | undefined> {
  const { feed, listId, modelId, dimension, rules, threads, maxBytes, log } = options;
  const kernel = loadKernel();
  const chunks: Chunk[] = [];
  const arena = new BlockArena(dimension, digitsFor(kernel), new MemoryBudget(maxBytes, () => false), () => {
    const chunk = createChunk(chunks.length, dimension, threads, kernel !== undefined);
    chunks.push(chunk);
    return chunk;
  });
  const table = new RowTable(arena);
  const gallery = new ListGallery({ listId, modelId, table, feed, log, counts: new GalleryCounts() });
  const head = await feed.version(listId);
  if (!head || !(await gallery.bringTo(head, undefined))) return undefined;
  if (gallery.moment === undefined) throw new Unavailable('list that changes too fast to be loaded');

  const runs = table.split(1).flat();
  const pools = Array.from({ length: threads }, (_, slot) => {
    const workerData: PairThreadData = { kernel, slot, chunks, runs, rules };
    return new WorkerPool<readonly ProbeGroup[], readonly (readonly Pair[])[]>({
      entry: new URL('./pairThread.ts', import.meta.url),
      name: 'pair search',
      size: 1,
      queueLimit: 1,
      workerData,
    });
  });
  return {
    candidates: table.count,
    async search(groups) {
      const jobs = fillPasses(groups);
      const answers: (readonly (readonly Pair[])[])[] = [];
      let next = 0;
      const work = async (pool: (typeof pools)[number]) => {
        for (let job = next++; job < jobs.length; job = next++) answers[job] = await pool.run(jobs[job] ?? []);
      };
      await Promise.all(pools.map(work));
      return answers.flat();
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}

/** Whole groups, as many as share a pass over the rows. */
function fillPasses(groups: readonly ProbeGroup[]): ProbeGroup[][] {
  const passes: ProbeGroup[][] = [];
  let room = 0;
  for (const group of groups) {
    const size = group.descriptors.length;
    if (size > room) {
      passes.push([]);
      room = MAX_PROBES;
    }
    passes.at(-1)?.push(group);
    room -= size;
  }
  return passes;
}

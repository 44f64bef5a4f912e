import { COMPARISONS_PER_TURN, EventLoopYielder } from '../../concurrency/yieldToEventLoop.ts';
import { type BeginFor, callerBehind } from '../../domain/caller.ts';
import { Unavailable } from '../../domain/errors.ts';
import type { AccountId, ListId } from '../../domain/ids.ts';
import type { GalleryFeed } from '../../store/lists/listFeed.ts';
import type { NearestQuery, Neighbour, VectorIndex } from '../../store/pgvector/vectorIndex.ts';
import type { Gallery, GallerySearch, Match } from '../gallery.ts';
import { type GalleryLog, silentLog } from '../memory/galleryLog.ts';
import { searchIds } from '../rows/idSearch.ts';
import { bestCosine, comparableProbes, type Probe } from '../scan/cosine.ts';
import { TopMatches } from '../scan/topMatches.ts';
import { bringUpToDate } from './buildIndex.ts';

export interface PgvectorGalleryOptions {
  readonly index: VectorIndex;
  readonly feed: GalleryFeed;
  /** Of the store that both are of. */
  readonly beginFor: BeginFor;
  /** Search list of the HNSW graph; absent: every vector of the list is compared. */
  readonly graphEffort?: number | undefined;
  readonly log?: GalleryLog;
}

/** Neighbours asked for at first, for each match wanted and at least; most persons have a few pictures. */
const NEIGHBOURS_PER_MATCH = 4;
const LEAST_NEIGHBOURS = 40;
/** How many times more neighbours to request when those were not enough. */
const GROWTH = 4;
/** pgvector's own limit. */
const GREATEST_EFFORT = 1000;

/**
 * The distributed engine: the database compares, this process decides. The neighbours that the index names are compared
 * again, in float32, with what was stored; more are asked for until none that is missing could be among the best.
 */
export class PgvectorGallery implements Gallery {
  readonly #index: VectorIndex;
  readonly #feed: GalleryFeed;
  readonly #beginFor: BeginFor;
  readonly #graphEffort: number | undefined;
  readonly #log: GalleryLog;
  readonly #updates = new Map<ListId, Promise<void>>();
  readonly #closing = new AbortController();

  constructor({ index, feed, beginFor, graphEffort, log = silentLog }: PgvectorGalleryOptions) {
    this.#index = index;
    this.#feed = feed;
    this.#beginFor = beginFor;
    this.#graphEffort = graphEffort;
    this.#log = log;
  }

  async search(_accountId: AccountId, search: GallerySearch): Promise<readonly Match[]> {
    const probes = comparableProbes(search.probes);
    if (probes.length === 0) return [];
    const { candidates } = search;
    if (candidates.kind !== 'list') {
      this.#closing.signal.throwIfAborted();
      return searchIds(this.#feed, candidates, probes, search);
    }
    if (this.#graphEffort !== undefined) {
      const matches = await this.#searchGraph(candidates.listId, probes, search, this.#graphEffort);
      if (matches) return matches;
    }
    return this.#searchAll(candidates.listId, probes, search);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Unavailable('gallery'));
    await Promise.allSettled(this.#updates.values());
  }

  /** Exact: ends when every vector that did not come back is surely farther than the last match. */
  async #searchAll(listId: ListId, probes: readonly Probe[], search: GallerySearch): Promise<readonly Match[]> {
    let by: NearestQuery['by'] = { kind: 'all' };
    for (let count = firstCount(search); ; count *= GROWTH) {
      const found = await this.#nearest(listId, probes, search, by, count);
      if (!found) return [];
      const top = await rank(found.neighbours, probes, search);
      if (found.othersAtMost < top.floor || found.othersAtMost === -1) return top.matches;
      if (search.groupBy === 'person') by = { kind: 'best-of-person' };
    }
  }

  /** Undefined when the graph did not give enough: a small list, or one person with many pictures. */
  async #searchGraph(
    listId: ListId,
    probes: readonly Probe[],
    search: GallerySearch,
    graphEffort: number,
  ): Promise<readonly Match[] | undefined> {
    const count = firstCount(search);
    const effort = Math.min(Math.max(graphEffort, count), GREATEST_EFFORT);
    const found = await this.#nearest(listId, probes, search, { kind: 'graph', effort }, count);
    if (!found) return [];
    const { matches } = await rank(found.neighbours, probes, search);
    return matches.length === search.limit ? matches : undefined;
  }

  /** Undefined when the list is gone. */
  async #nearest(
    listId: ListId,
    probes: readonly Probe[],
    { modelId, groupBy, signal }: GallerySearch,
    by: NearestQuery['by'],
    count: number,
  ) {
    const vectors = probes.map(({ vector }) => vector);
    for (;;) {
      this.#closing.signal.throwIfAborted();
      signal?.throwIfAborted();
      const ownedOnly = groupBy === 'person';
      const ask = () => this.#index.nearest({ listId, modelId, probes: vectors, count, ownedOnly, by });
      const found = await (signal ? this.#beginFor(callerBehind(signal), ask) : ask());
      if (found.kind === 'gone') return undefined;
      if (found.kind === 'found') return found;
      await this.#update(listId);
    }
  }

  /** Searches of a list at the same time share the work. */
  #update(listId: ListId): Promise<void> {
    let update = this.#updates.get(listId);
    if (!update) {
      update = bringUpToDate(this.#index, listId, this.#closing.signal)
        .then((steps) => this.#log.info({ listId, steps }, 'gallery: the index was behind with a list'))
        .finally(() => this.#updates.delete(listId));
      this.#updates.set(listId, update);
    }
    return update;
  }
}

function firstCount({ limit }: GallerySearch): number {
  return Math.max(limit * NEIGHBOURS_PER_MATCH, LEAST_NEIGHBOURS);
}

async function rank(
  neighbours: readonly Neighbour[],
  probes: readonly Probe[],
  { limit, groupBy }: GallerySearch,
): Promise<TopMatches> {
  const top = new TopMatches(limit, groupBy);
  const pace = new EventLoopYielder(COMPARISONS_PER_TURN);
  for (const { descriptorId, personId, vector } of neighbours) {
    top.offer({ descriptorId, personId, cosine: bestCosine(probes, vector, 0) });
    if (pace.step(probes.length)) await pace.pause();
  }
  return top;
}

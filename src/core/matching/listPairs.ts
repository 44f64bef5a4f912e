import { type ListKind, Unavailable } from '../../domain/errors.ts';
import type { ListId, PersonId } from '../../domain/ids.ts';
import type { GalleryLog } from '../../gallery/memory/galleryLog.ts';
import { openPairSearch } from '../../gallery/pairs/pairSearch.ts';
import type { GalleryFeed, ListReader, PersonName } from '../../store/lists/listFeed.ts';
import { cosineThreshold } from './cosineThreshold.ts';
import { crossmatch, type Stretch } from './crossmatch.ts';

export interface ListPairsParts {
  readonly reader: ListReader;
  readonly feed: GalleryFeed;
  readonly modelId: string;
  readonly dimension: number;
  /** 0..1 of a cosine; grows with it. */
  readonly similarity: (cosine: number) => number;
  readonly threads: number;
  /** Memory for the candidates, beside what the gallery has. */
  readonly maxBytes: number;
  readonly log: GalleryLog;
}

export interface ListPairsRun {
  readonly probes: ListId;
  /** The same list: duplicates in it. */
  readonly candidates: ListId;
  /** Least similarity of a pair, 0..1. */
  readonly threshold: number;
  /** Pairs of one probe. */
  readonly limit: number;
  /** Goes on behind this probe. */
  readonly after?: string | undefined;
  readonly signal: AbortSignal;
}

export interface ListPairs {
  /** Descriptors of this one are compared. */
  readonly modelId: string;
  /** Undefined when there is no such list. */
  describe(listId: ListId): Promise<{ readonly kind: ListKind; readonly count: number } | undefined>;
  /** What people call these persons; unknown ids are absent. */
  names(personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>>;
  /**
   * Every pair of two lists, stretch after stretch; ends at the next one when the signal comes.
   * @throws NoRoom, Unavailable, as for a list that has gone
   */
  stretches(run: ListPairsRun): AsyncGenerator<Stretch>;
}

export function createListPairs(parts: ListPairsParts): ListPairs {
  const { reader, feed, modelId, dimension, similarity, threads, maxBytes, log } = parts;

  async function find(listId: ListId): Promise<{ kind: ListKind; count: number }> {
    const list = await reader.describe(listId);
    if (!list) throw new Unavailable(`list ${listId}`);
    return list;
  }

  return {
    modelId,
    describe: (listId) => reader.describe(listId),
    names: (personIds) => reader.names(personIds),
    async *stretches({ probes, candidates, threshold, limit, after, signal }) {
      const { kind } = await find(probes);
      const search = await openPairSearch({
        feed,
        listId: candidates,
        modelId,
        dimension,
        rules: {
          cosineThreshold: cosineThreshold(similarity, threshold),
          limit,
          probes: groupOf(kind),
          candidates: groupOf((await find(candidates)).kind),
          withinOneList: probes === candidates,
        },
        threads,
        maxBytes,
        log,
      });
      if (!search) throw new Unavailable(`list ${candidates}`);
      try {
        const run = { listId: probes, kind, threshold, after };
        for await (const stretch of crossmatch({ reader, search, modelId, dimension, similarity }, run)) {
          yield stretch;
          if (signal.aborted) return;
        }
      } finally {
        await search.close();
      }
    },
  };
}

function groupOf(kind: ListKind): 'person' | 'descriptor' {
  return kind === 'persons' ? 'person' : 'descriptor';
}

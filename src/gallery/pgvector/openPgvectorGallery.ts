import type { Store } from '../../store/store.ts';
import type { Gallery } from '../gallery.ts';
import type { GalleryLog } from '../memory/galleryLog.ts';
import { buildIndex } from './buildIndex.ts';
import { PgvectorGallery } from './pgvectorGallery.ts';

export interface PgvectorOptions {
  /** Opened with `vectorIndex`. */
  readonly store: Store;
  /** The model whose descriptors are searched, for the graph. */
  readonly modelId: string;
  readonly dimension: number;
  /** Search list of the HNSW graph; absent: every vector of a list is compared. */
  readonly graphEffort?: number | undefined;
  readonly log: GalleryLog;
}

/** The engine on the store's index. Lists that the index lacks are brought in beside the service; a search of one does it at once. */
export async function openPgvectorGallery(options: PgvectorOptions): Promise<Gallery> {
  const { store, modelId, dimension, graphEffort, log } = options;
  const index = store.vectorIndex;
  if (!index) throw new Error('the store was opened without its vector index');
  if (graphEffort !== undefined) await index.prepareGraph(modelId, dimension);
  const { galleryFeed: feed, beginFor } = store;
  const gallery = new PgvectorGallery({ index, feed, beginFor, graphEffort, log });
  const closing = new AbortController();
  const building = buildIndex(index, { log, signal: closing.signal }).catch((err: unknown) => {
    if (!closing.signal.aborted) log.warn({ err }, 'gallery: the index could not be brought up to date');
  });
  return {
    search: (accountId, search) => gallery.search(accountId, search),
    async close() {
      closing.abort();
      await gallery.close();
      await building;
    },
  };
}

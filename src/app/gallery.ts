import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import type { Gallery } from '../gallery/gallery.ts';
import { createMemoryGallery } from '../gallery/memory/memoryGallery.ts';
import { startFollowing } from '../gallery/memory/startFollowing.ts';
import { openPgvectorGallery } from '../gallery/pgvector/openPgvectorGallery.ts';
import type { Settings } from '../settings/schema.ts';
import type { Store } from '../store/store.ts';
import type { FaceEngine } from '../vision/face.ts';
import type { AppParts } from './parts.ts';
import { prewarmGallery } from './upkeep/prewarm.ts';

export async function openGallery(
  settings: Settings,
  log: Logger,
  store: Store,
  engine: FaceEngine,
  parts: AppParts,
): Promise<Gallery> {
  if (settings.GALLERY_ENGINE === 'pgvector') {
    const { modelId, dimension } = engine;
    const graphEffort = settings.PGVECTOR_SEARCH === 'hnsw' ? settings.PGVECTOR_EF_SEARCH : undefined;
    return parts.keep('gallery', openPgvectorGallery({ store, modelId, dimension, graphEffort, log }));
  }
  const gallery = createMemoryGallery({
    feed: store.galleryFeed,
    workers: settings.GALLERY_WORKERS || availableParallelism(),
    maxBytes: settings.GALLERY_MEMORY_LIMIT,
    maxAgeMs: settings.GALLERY_MAX_AGE_MS,
    hostChanges: () => store.hostChanges(),
    log,
  });
  await parts.keep('gallery', Promise.resolve(gallery));
  await prewarmGallery(gallery, settings.GALLERY_PREWARM, { feed: store.galleryFeed, engine, log });
  const following = startFollowing({ gallery, intervalMs: settings.GALLERY_POLL_MS, log });
  await parts.keep('gallery follower', Promise.resolve(following));
  const watch = store.watchLists(following);
  if (watch) await parts.keep('gallery hints', Promise.resolve(watch));
  return gallery;
}

import type { Logger } from 'pino';
import type { ListId } from '../../domain/ids.ts';
import type { PrewarmedGallery } from '../../gallery/memory/prewarmedGallery.ts';
import type { GalleryFeed } from '../../store/lists/listFeed.ts';
import type { FaceEngine } from '../../vision/face.ts';

/** More lists than this are not looked for: memory ends before. */
const MOST_LISTS = 10_000;

export interface PrewarmParts {
  readonly feed: Pick<GalleryFeed, 'recentLists'>;
  readonly engine: Pick<FaceEngine, 'modelId' | 'dimension'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** Loads the lists that GALLERY_PREWARM names: `all`, ids, or none. What fails is logged: their first searches load them. */
export async function prewarmGallery(
  gallery: Pick<PrewarmedGallery, 'prewarm'>,
  setting: string,
  { feed, engine: { modelId, dimension }, log }: PrewarmParts,
): Promise<void> {
  if (setting === '') return;
  const started = performance.now();
  try {
    const listIds =
      setting === 'all' ? await feed.recentLists(MOST_LISTS) : (setting.toLowerCase().split(',') as ListId[]);
    const ready = await gallery.prewarm(listIds, { modelId, dimension });
    const fields = { lists: ready, ms: Math.round(performance.now() - started) };
    if (ready < listIds.length) log.warn({ ...fields, wanted: listIds.length }, 'gallery: not every list is loaded');
    else log.info(fields, 'gallery: lists are loaded');
  } catch (err) {
    log.warn({ err }, 'gallery: lists could not be loaded before use');
  }
}

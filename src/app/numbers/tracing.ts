import type { Gallery } from '../../gallery/gallery.ts';
import type { CountedPortraitStore } from '../../portraits/countedPortraitStore.ts';
import type { Settings } from '../../settings/schema.ts';
import { words } from '../../settings/words.ts';
import type { Tracing } from '../../tracing/tracing.ts';
import type { FaceEngine } from '../../vision/face.ts';
import { appVersion } from '../version.ts';

type TracingSettings = Pick<Settings, 'TRACES_URL' | 'TRACES_HEADERS' | 'TRACES_SHARE'>;

/** Undefined when the settings name no receiver. */
export async function openAppTracing(settings: TracingSettings): Promise<Tracing | undefined> {
  if (settings.TRACES_URL === '') return undefined;
  // Not imported above: most starts do without.
  const { openTracing } = await import('../../tracing/openTracing.ts');
  return openTracing({
    url: settings.TRACES_URL,
    headers: Object.fromEntries(words(settings.TRACES_HEADERS).map(splitHeader)),
    share: settings.TRACES_SHARE,
    version: appVersion(),
  });
}

/** The loader has checked its form. */
function splitHeader(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
}

/** The engine with a span around each picture, and one below it for each stage. */
export function traceEngine(engine: FaceEngine, tracing: Tracing | undefined): FaceEngine {
  if (!tracing) return engine;
  return { ...engine, extract: (request, signal) => tracing.call('extract', () => engine.extract(request, signal)) };
}

/** The gallery with a span around each search. */
export function traceGallery(gallery: Gallery, tracing: Tracing | undefined): Gallery {
  if (!tracing) return gallery;
  return {
    search: (accountId, search) => tracing.call('search', () => gallery.search(accountId, search)),
    ...(gallery.audit && { audit: gallery.audit.bind(gallery) }),
    ...(gallery.counts && { counts: gallery.counts.bind(gallery) }),
    close: () => gallery.close(),
  };
}

/** The store of portraits with a span around each image that is stored or read. */
export function tracePortraits(store: CountedPortraitStore, tracing: Tracing | undefined): CountedPortraitStore {
  if (!tracing) return store;
  return {
    ...store,
    put: (descriptorId, portrait) => tracing.call('portrait put', () => store.put(descriptorId, portrait)),
    get: (descriptorId) => tracing.call('portrait get', () => store.get(descriptorId)),
    getThumbnail: (descriptorId, side) => tracing.call('portrait get', () => store.getThumbnail(descriptorId, side)),
  };
}

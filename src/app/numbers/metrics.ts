import type { RequestObserver } from '../../api/request/watched/observeRequests.ts';
import type { MetricsPage } from '../../api/service/metricsPage.ts';
import type { ByteBudget } from '../../concurrency/memory/byteBudget.ts';
import type { Gallery } from '../../gallery/gallery.ts';
import type { Measure } from '../../metrics/measure.ts';
import { bodyMeasures } from '../../metrics/measures/bodies.ts';
import { databaseMeasures } from '../../metrics/measures/database.ts';
import { deliveryMeasures } from '../../metrics/measures/deliveries.ts';
import { galleryMeasures } from '../../metrics/measures/gallery.ts';
import { limitMeasures } from '../../metrics/measures/limits.ts';
import { portraitMeasures } from '../../metrics/measures/portraits.ts';
import { serviceMeasures } from '../../metrics/measures/service.ts';
import { upkeepMeasures } from '../../metrics/measures/upkeep.ts';
import { visionMeasures } from '../../metrics/measures/vision.ts';
import type { Metrics } from '../../metrics/openMetrics.ts';
import type { CountedPortraitStore } from '../../portraits/countedPortraitStore.ts';
import type { Settings } from '../../settings/schema.ts';
import { words } from '../../settings/words.ts';
import type { Store } from '../../store/store.ts';
import type { FaceEngine } from '../../vision/face.ts';
import type { Events } from '../events/openEvents.ts';
import type { RateLimits } from '../listen/rateLimits.ts';
import type { UpkeepRuns } from '../upkeep/upkeepRuns.ts';
import { appVersion } from '../version.ts';

/** What the parts of the app tell of themselves. */
export interface MeasuredParts {
  readonly store: Pick<Store, 'pools'>;
  readonly engine: Pick<FaceEngine, 'counts'>;
  readonly gallery: Pick<Gallery, 'counts'>;
  readonly bodyMemory: ByteBudget;
  readonly events: Pick<Events, 'queue'>;
  readonly portraits: CountedPortraitStore;
  readonly upkeep: UpkeepRuns;
  readonly limits: Pick<RateLimits, 'refused'>;
  readonly isOpen: () => boolean;
}

export interface AppMetrics {
  readonly observe: RequestObserver;
  readonly onStages: Metrics['countStages'];
  /** For everyone, where the settings say so. */
  readonly page: MetricsPage | undefined;
  /** For the administrator. */
  readonly all: () => Promise<string>;
  measure(parts: MeasuredParts): void;
}

type MetricSettings = Pick<
  Settings,
  'METRICS_ENABLED' | 'METRICS_EXTRA_LABELS' | 'ADMIN_KEY' | 'COMPATIBILITY' | 'EMBEDDER' | 'DB_TYPE' | 'GALLERY_ENGINE'
>;

/** Tells all of those that there are; undefined: there is none. */
export function observeAll(observers: readonly (RequestObserver | undefined)[]): RequestObserver | undefined {
  const present = observers.filter((each) => each !== undefined);
  if (present.length === 0) return undefined;
  return (request) => {
    for (const observe of present) observe(request);
  };
}

/** The metrics of this process; undefined where they are not to be asked for. */
export async function openAppMetrics(settings: MetricSettings): Promise<AppMetrics | undefined> {
  if (!settings.METRICS_ENABLED && settings.ADMIN_KEY === '') return undefined;
  // Not imported above: most starts do without.
  const { METRICS_TYPE, openMetrics } = await import('../../metrics/openMetrics.ts');
  const extraLabels = Object.fromEntries(words(settings.METRICS_EXTRA_LABELS).map((pair) => pair.split('=')));
  const metrics = openMetrics({ extraLabels });
  return {
    observe: (request) => metrics.countRequest(request),
    onStages: (stages) => metrics.countStages(stages),
    page: settings.METRICS_ENABLED ? { contentType: METRICS_TYPE, render: () => metrics.render('public') } : undefined,
    all: () => metrics.render('all'),
    measure: (parts) => metrics.add(measuresOf(parts, settings)),
  };
}

function measuresOf(parts: MeasuredParts, settings: MetricSettings): readonly Measure[] {
  const build = {
    version: appVersion(),
    node: process.version,
    mode: settings.COMPATIBILITY,
    embedder: settings.EMBEDDER,
    database: settings.DB_TYPE,
    gallery: settings.GALLERY_ENGINE,
  };
  const galleryCounts = parts.gallery.counts?.bind(parts.gallery);
  const calls = () => Object.entries(parts.portraits.counts).map(([operation, counts]) => ({ operation, ...counts }));
  return [
    ...serviceMeasures({ build, isOpen: parts.isOpen }),
    ...limitMeasures(() => parts.limits.refused),
    ...visionMeasures(() => parts.engine.counts()),
    ...bodyMeasures(parts.bodyMemory),
    ...(galleryCounts ? galleryMeasures(galleryCounts) : []),
    ...databaseMeasures(() => parts.store.pools()),
    ...deliveryMeasures(() => parts.events.queue.statistics),
    ...upkeepMeasures(() => parts.upkeep.counts),
    ...portraitMeasures(calls),
  ];
}

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ServiceFigures } from '../../core/live/liveFigures.ts';
import type { TrafficFigures } from '../../core/live/traffic.ts';
import type { Settings } from '../../settings/schema.ts';
import type { PortraitKind } from '../../store/ports/portraits.ts';
import type { Store } from '../../store/store.ts';

/** Nanoseconds of a millisecond. */
const NANOSECONDS = 1e6;

/** What accounts see of this node. */
export function openServiceFigures(
  settings: Pick<Settings, 'DB_TYPE' | 'LIVENESS_ENABLED' | 'BACKPORT3_ENABLE_PORTRAITS'>,
  store: Store,
  portraits: () => PortraitKind,
  otherModels: () => Readonly<Record<string, number>> | undefined,
): { readonly figures: (all: TrafficFigures) => ServiceFigures; close(): Promise<void> } {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return {
    figures(all) {
      const warnings = [
        ...(otherModels() ? ['descriptors of another model are found by no search'] : []),
        ...(settings.LIVENESS_ENABLED ? [] : ['liveness is switched off']),
        ...(store.isServing() ? [] : ['no host of the database is in use']),
      ];
      return {
        requestsPerMinute: all.requests,
        databaseKind: settings.DB_TYPE,
        databaseServes: store.isServing(),
        databaseHosts: store.hostChanges(),
        portraits: settings.BACKPORT3_ENABLE_PORTRAITS ? portraits() : 'off',
        memory: process.memoryUsage.rss(),
        eventLoopP99: Math.round(delay.percentile(99) / NANOSECONDS),
        uptime: Math.round(process.uptime()),
        warnings,
      };
    },
    async close() {
      delay.disable();
    },
  };
}

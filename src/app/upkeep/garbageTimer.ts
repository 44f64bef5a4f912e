import type { Logger } from 'pino';
import type { ClockGuard } from '../../core/upkeep/clockGuard.ts';
import { collectGarbage } from '../../core/upkeep/garbage.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import { createClock } from '../../domain/time.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import type { UpkeepRuns } from './upkeepRuns.ts';

export function openGarbageTimer(
  settings: Settings,
  log: Logger,
  store: Store,
  portraits: PortraitStore,
  clockGuard: ClockGuard,
  runs: UpkeepRuns,
) {
  const parts = { garbage: store.garbage, portraits, clock: createClock(settings.STORAGE_TIME), clockGuard };
  const run = runs.watch('garbage', (signal: AbortSignal) =>
    collectGarbage(parts, { minimumAgeSeconds: settings.GC_MINIMUM_AGE_HOURS * 3600, dryRun: false, signal }),
  );
  return startRepeatTimer({
    intervalSeconds: settings.GC_INTERVAL_HOURS * 3600,
    run,
    onDone: (report) => {
      if (report.skipped === undefined) log.info({ ...report }, 'garbage collected');
      else log.error({ ...report }, 'garbage not collected: the system clock seems wrong');
    },
    onFailed: (err) => log.error({ err }, 'garbage collection failed, the next run tries again'),
  });
}

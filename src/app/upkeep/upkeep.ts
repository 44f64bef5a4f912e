import type { Logger } from 'pino';
import { type ClockGuard, createClockGuard, TRUSTED_CLOCK } from '../../core/upkeep/clockGuard.ts';
import { createPortraitErasure, OWN_SECONDS, type PortraitErasure } from '../../core/upkeep/portraitErasure.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import { createRetention, type Retention } from '../../core/upkeep/retention.ts';
import { createClock } from '../../domain/time.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import { openRetentionTimer } from './retentionTimer.ts';
import type { UpkeepRuns } from './upkeepRuns.ts';

/** What keeps the data within its rules. */
export interface Upkeep {
  readonly portraitErasure: PortraitErasure;
  readonly retention: Retention;
  readonly clockGuard: ClockGuard;
}

/** What says whether rows can be deleted by their age. */
function openClockGuard({ CLOCK_CHECK, STORAGE_TIME }: Settings, store: Store): ClockGuard {
  if (!CLOCK_CHECK) return TRUSTED_CLOCK;
  return createClockGuard({ store, clock: createClock(STORAGE_TIME), zone: STORAGE_TIME });
}

export function createUpkeep(settings: Settings, store: Store, portraits: PortraitStore, log: Logger): Upkeep {
  const clock = createClock(settings.STORAGE_TIME);
  const clockGuard = openClockGuard(settings, store);
  const portraitErasure = createPortraitErasure({
    store,
    portraits,
    clock,
    onFailed: (err) =>
      log.error({ err }, 'portraits of erased descriptors could not be deleted, the next run tries again'),
  });
  const retention = createRetention({
    store,
    portraits,
    erasure: portraitErasure,
    clock,
    clockGuard,
    defaults: {
      descriptorDays: settings.RETENTION_DESCRIPTOR_DAYS,
      portraitDays: settings.RETENTION_PORTRAIT_DAYS,
    },
    onRun: (report) => {
      const details = { audit: 'retention', ...report };
      if (report.skipped === undefined) log.info(details, 'retention applied');
      else log.error(details, 'retention not applied: the system clock seems wrong');
    },
  });
  return { portraitErasure, retention, clockGuard };
}

/** Erasures that a crash interrupted are finished at the start, or as soon as their notes are old enough to be taken. */
export function startUpkeep({ portraitErasure, retention }: Upkeep, settings: Settings, log: Logger, runs: UpkeepRuns) {
  const finishOnce = runs.watch('erasure', () => portraitErasure.finish());
  const finish = () =>
    finishOnce().catch((err: unknown) =>
      log.error({ err }, 'an interrupted erasure could not be finished, the next run tries again'),
    );
  const finishing = finish();
  const finisher = startRepeatTimer({
    intervalSeconds: OWN_SECONDS,
    run: finish,
    onDone: () => undefined,
    onFailed: () => undefined,
  });
  const timer = openRetentionTimer(settings, log, retention, runs);
  return {
    async close() {
      await Promise.all([finishing, finisher.close(), timer?.close()]);
    },
  };
}

import type { Logger } from 'pino';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import type { Retention } from '../../core/upkeep/retention.ts';
import type { Settings } from '../../settings/schema.ts';
import type { UpkeepRuns } from './upkeepRuns.ts';

/** Undefined where the settings want no runs. */
export function openRetentionTimer(settings: Settings, log: Logger, retention: Retention, runs: UpkeepRuns) {
  if (settings.RETENTION_INTERVAL_HOURS === 0) return undefined;
  return startRepeatTimer({
    intervalSeconds: settings.RETENTION_INTERVAL_HOURS * 3600,
    run: runs.watch('retention', (signal: AbortSignal) => retention.run({ dryRun: false, signal })),
    // The run has written its audit line itself.
    onDone: () => undefined,
    onFailed: (err) => log.error({ err }, 'retention failed, the next run tries again'),
  });
}

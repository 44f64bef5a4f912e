import type { Logger } from 'pino';
import { createIdempotency, type Idempotency } from '../../core/upkeep/idempotency.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import type { UpkeepRuns } from './upkeepRuns.ts';

const SWEEP_SECONDS = 3600;

/** Requests with an `Idempotency-Key`, and the timer that forgets old ones. */
export function openIdempotency(
  settings: Pick<Settings, 'IDEMPOTENCY_HOURS' | 'IDEMPOTENCY_KEYS_PER_ACCOUNT'>,
  store: Store,
  log: Logger,
  runs: UpkeepRuns,
): Idempotency & { close(): Promise<void> } {
  const keptSeconds = settings.IDEMPOTENCY_HOURS * 3600;
  const idempotency = createIdempotency({
    store,
    keptSeconds,
    keysPerAccount: settings.IDEMPOTENCY_KEYS_PER_ACCOUNT,
    onFailed: (err) => log.warn({ err }, 'the outcome of a request with an idempotency key could not be recorded'),
  });
  const sweep = runs.watch('idempotency', () => store.idempotencyKeys.sweep(keptSeconds));
  const timer = startRepeatTimer({
    intervalSeconds: SWEEP_SECONDS,
    run: sweep,
    onDone: (count) => count > 0 && log.debug({ count }, 'old idempotency keys deleted'),
    onFailed: (err) => log.error({ err }, 'old idempotency keys could not be deleted, the next run tries again'),
  });
  return { ...idempotency, close: () => timer.close() };
}

import type { IdempotencyKeyStore } from '../../store/accounts/idempotencyKeyStore.ts';
import { collectGarbage, type GarbageParts, type GarbageReport, type GarbageRun } from './garbage.ts';

export interface CleanupRun extends Omit<GarbageRun, 'minimumAgeSeconds'> {
  /** Default: that of the parts. */
  readonly minimumAgeSeconds?: number | undefined;
}

export interface CleanupReport extends GarbageReport {
  /** Requests with an `Idempotency-Key` that are remembered no longer. */
  readonly idempotencyKeys: number;
}

export interface Cleanup {
  /** Garbage and old idempotency keys at once. @throws Unavailable */
  run(run: CleanupRun): Promise<CleanupReport>;
}

export interface CleanupParts extends GarbageParts {
  readonly idempotencyKeys: Pick<IdempotencyKeyStore, 'countOlder' | 'sweep'>;
  /** How long a key is remembered. */
  readonly keptSeconds: number;
  readonly minimumAgeSeconds: number;
}

/** What an administrator asks for; keys are swept only where no single account is meant. */
export function createCleanup(parts: CleanupParts): Cleanup {
  const { idempotencyKeys, keptSeconds } = parts;
  return {
    async run({ minimumAgeSeconds = parts.minimumAgeSeconds, ...run }) {
      const report = await collectGarbage(parts, { ...run, minimumAgeSeconds });
      const sweeps = run.accountId === undefined && report.skipped === undefined && !run.signal?.aborted;
      if (!sweeps) return { ...report, idempotencyKeys: 0 };
      const count = run.dryRun ? idempotencyKeys.countOlder(keptSeconds) : idempotencyKeys.sweep(keptSeconds);
      return { ...report, idempotencyKeys: await count };
    },
  };
}

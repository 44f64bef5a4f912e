import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import { type Clock, secondsBefore, type Timestamp } from '../../domain/time.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { GarbageStore } from '../../store/ports/upkeep/garbage.ts';
import type { ClockGuard } from './clockGuard.ts';

/** As in the original's script (contract 85). */
const GARBAGE_BATCH = 10_000;

export interface GarbageRun {
  /** One account, or all when absent. */
  readonly accountId?: AccountId | undefined;
  /** Descriptors younger than this, by their last attach or detach, stay: they may be about to be attached. */
  readonly minimumAgeSeconds: number;
  /** Counts and deletes nothing. */
  readonly dryRun: boolean;
  /** Goes on whatever speaks against the clock. */
  readonly trustClock?: boolean;
  readonly onProgress?: (done: GarbageReport) => void;
  /** Ends the run between two batches. */
  readonly signal?: AbortSignal;
}

export interface GarbageReport {
  /** Descriptors that were deleted, or would be. */
  readonly descriptors: number;
  /** Portraits that no descriptor has: left by a crash between image and row. Only in a run over all accounts. */
  readonly orphanedPortraits: number;
  /** Half-written files. */
  readonly unfinishedFiles: number;
  readonly batches: number;
  /** Why nothing was looked at: what speaks against the clock. */
  readonly skipped?: string;
}

export interface GarbageParts {
  readonly garbage: GarbageStore;
  readonly portraits: PortraitStore;
  readonly clock: Clock;
  readonly clockGuard: ClockGuard;
}

/**
 * Deletes descriptors that belong to no person and are in no list, with their portraits, and files without a descriptor
 * (contract 85). Safe beside live traffic and on several nodes at once: what is attached meanwhile is kept, what another
 * node deletes first is passed over. Rows go before files: a crash leaves files that the next run sweeps. By a clock that is
 * wrong everything may seem old: then nothing is done.
 */
export async function collectGarbage(parts: GarbageParts, run: GarbageRun): Promise<GarbageReport> {
  const report = { descriptors: 0, orphanedPortraits: 0, unfinishedFiles: 0, batches: 0 };
  const doubt = run.trustClock ? undefined : await parts.clockGuard.doubt();
  if (doubt !== undefined) return { ...report, skipped: doubt };
  await collectDescriptors(parts, run, report);
  if (run.accountId === undefined && !run.signal?.aborted) await sweepFiles(parts, run, report);
  return report;
}

async function collectDescriptors(
  { garbage, portraits, clock }: GarbageParts,
  run: GarbageRun,
  report: { descriptors: number; batches: number } & GarbageReport,
): Promise<void> {
  const unchangedSince: Timestamp = secondsBefore(clock(), run.minimumAgeSeconds);
  let after: DescriptorId | undefined;
  while (!run.signal?.aborted) {
    const found = await garbage.find({ accountId: run.accountId, unchangedSince, after, limit: GARBAGE_BATCH });
    if (found.length === 0) return;
    const ids = found.map(({ descriptorId }) => descriptorId);
    const deleted = run.dryRun ? ids : await garbage.delete(ids, unchangedSince);
    if (!run.dryRun) {
      // To look for files that are not there costs more than the row.
      const illustrated = new Set(
        found.filter(({ hasPortrait }) => hasPortrait).map(({ descriptorId }) => descriptorId),
      );
      await portraits.delete(deleted.filter((id) => illustrated.has(id)));
    }
    report.descriptors += deleted.length;
    report.batches++;
    run.onProgress?.({ ...report });
    after = ids.at(-1);
  }
}

async function sweepFiles(
  { garbage, portraits }: GarbageParts,
  run: GarbageRun,
  report: { orphanedPortraits: number; unfinishedFiles: number } & GarbageReport,
): Promise<void> {
  const oldest = new Date(Date.now() - run.minimumAgeSeconds * 1000);
  let after: DescriptorId | undefined;
  do {
    if (run.signal?.aborted) return;
    const entries = await portraits.page({ after, limit: GARBAGE_BATCH });
    // A young file may belong to a row that is about to commit.
    const old = entries.filter(({ writtenAt }) => writtenAt <= oldest).map(({ descriptorId }) => descriptorId);
    const illustrated = await garbage.illustrated(old);
    const orphans = old.filter((id) => !illustrated.has(id));
    if (!run.dryRun) await portraits.delete(orphans);
    report.orphanedPortraits += orphans.length;
    run.onProgress?.({ ...report });
    after = entries.length < GARBAGE_BATCH ? undefined : entries.at(-1)?.descriptorId;
  } while (after !== undefined);
  if (!run.dryRun) report.unfinishedFiles = await portraits.sweepUnfinished(oldest);
}

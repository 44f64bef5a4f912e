import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import { type Clock, secondsBefore, type Timestamp } from '../../domain/time.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { RetentionPolicy } from '../../store/ports/upkeep/retention.ts';
import type { Store } from '../../store/store.ts';
import { type ClockGuard, TRUSTED_CLOCK } from './clockGuard.ts';
import { collectGarbage, type GarbageReport } from './garbage.ts';
import type { PortraitErasure } from './portraitErasure.ts';

const SECONDS_A_DAY = 86_400;
const BATCH = 1000;
const ACCOUNTS_AT_ONCE = 100;

/** Days; 0 keeps for ever. Accounts without a rule of their own follow it. */
export interface RetentionDefaults {
  readonly descriptorDays: number;
  readonly portraitDays: number;
}

export interface RetentionRun {
  /** One account, or all when absent. */
  readonly accountId?: AccountId | undefined;
  /** Counts and deletes nothing. */
  readonly dryRun: boolean;
  /** Goes on whatever speaks against the clock. */
  readonly trustClock?: boolean | undefined;
  /** Ends the run between two batches. */
  readonly signal?: AbortSignal;
}

export interface RetentionReport {
  /** Accounts that have something to keep within bounds. */
  readonly accounts: number;
  /** Descriptors of no person and no list that were too old. */
  readonly descriptors: number;
  /** Portraits that were too old; their descriptors stay. */
  readonly portraits: number;
  /** Files that could not be deleted yet; the next run tries again. */
  readonly pendingPortraits: number;
  /** Why nothing was looked at: what speaks against the clock. */
  readonly skipped?: string;
}

/** The rules that hold for an account, and what is older than they allow. */
export interface RetentionPreview {
  /** Days; 0: for ever. */
  readonly descriptorDays: number;
  readonly portraitDays: number;
  /** Whether the account has a rule of its own. */
  readonly isOwn: boolean;
  readonly descriptors: number;
  readonly portraits: number;
}

export interface Retention {
  /** The account's own rule; null where it follows the default. */
  get(accountId: AccountId): Promise<RetentionPolicy>;
  set(accountId: AccountId, policy: RetentionPolicy): Promise<void>;
  /** Counts what a run would delete now of an account; nothing when the clock is in doubt. */
  preview(accountId: AccountId, signal: AbortSignal): Promise<RetentionPreview>;
  /** Deletes what is older than the rules allow. Safe beside live traffic and on several nodes at once. */
  run(run: RetentionRun): Promise<RetentionReport>;
}

export interface RetentionParts {
  readonly store: Store;
  readonly portraits: PortraitStore;
  readonly erasure: PortraitErasure;
  readonly clock: Clock;
  readonly clockGuard: ClockGuard;
  readonly defaults: RetentionDefaults;
  /** The audit trail: told of every run that ended. */
  readonly onRun: (report: RetentionReport & { readonly dryRun: boolean }) => void;
}

export function createRetention(parts: RetentionParts): Retention {
  const { store, erasure, defaults, onRun } = parts;

  async function apply(run: RetentionRun, accountId: AccountId, now: Timestamp): Promise<RetentionPreview> {
    const own = await store.retention.find(accountId);
    const descriptorDays = own.descriptorDays ?? defaults.descriptorDays;
    const portraitDays = own.portraitDays ?? defaults.portraitDays;
    return {
      descriptorDays,
      portraitDays,
      isOwn: own.descriptorDays !== null || own.portraitDays !== null,
      descriptors: descriptorDays > 0 ? await dropDescriptors(parts, run, accountId, descriptorDays, now) : 0,
      portraits: portraitDays > 0 ? await dropPortraits(parts, run, accountId, portraitDays, now) : 0,
    };
  }

  return {
    get: (accountId) => store.retention.find(accountId),
    set: (accountId, policy) => store.retention.set(accountId, policy),
    async preview(accountId, signal) {
      const preview = await apply({ accountId, dryRun: true, signal }, accountId, parts.clock());
      const isDoubted = (await parts.clockGuard.doubt()) !== undefined;
      return isDoubted ? { ...preview, descriptors: 0, portraits: 0 } : preview;
    },
    async run(run) {
      const report = { accounts: 0, descriptors: 0, portraits: 0, pendingPortraits: 0 };
      const doubt = run.trustClock ? undefined : await parts.clockGuard.doubt();
      if (doubt !== undefined) {
        onRun({ ...report, skipped: doubt, dryRun: run.dryRun });
        return { ...report, skipped: doubt };
      }
      // The moment that was vouched for: a clock that is set while this runs makes nothing older.
      const now = parts.clock();
      for await (const accountId of accountsOf(store, run)) {
        const { descriptorDays, portraitDays, descriptors, portraits } = await apply(run, accountId, now);
        if (descriptorDays > 0 || portraitDays > 0) report.accounts++;
        report.descriptors += descriptors;
        report.portraits += portraits;
      }
      if (!run.dryRun) report.pendingPortraits = await erasure.finish();
      onRun({ ...report, dryRun: run.dryRun });
      return report;
    },
  };
}

async function* accountsOf(store: Store, { accountId, signal }: RetentionRun): AsyncIterable<AccountId> {
  if (accountId !== undefined) {
    yield accountId;
    return;
  }
  // By their ids, not by pages: an account that is erased meanwhile would move the pages, and others be passed over.
  let after: AccountId | undefined;
  while (!signal?.aborted) {
    const accountIds = await store.accounts.idsAfter(after, ACCOUNTS_AT_ONCE);
    yield* accountIds;
    if (accountIds.length < ACCOUNTS_AT_ONCE) return;
    after = accountIds.at(-1);
  }
}

/** What is garbage to the collection too, with an age of the account's own. */
async function dropDescriptors(
  { store, portraits }: RetentionParts,
  { dryRun, signal }: RetentionRun,
  accountId: AccountId,
  days: number,
  now: Timestamp,
): Promise<number> {
  const { descriptors }: GarbageReport = await collectGarbage(
    { garbage: store.garbage, portraits, clock: () => now, clockGuard: TRUSTED_CLOCK },
    { accountId, minimumAgeSeconds: days * SECONDS_A_DAY, dryRun, ...(signal && { signal }) },
  );
  return descriptors;
}

async function dropPortraits(
  { store, erasure, clock }: RetentionParts,
  { dryRun, signal }: RetentionRun,
  accountId: AccountId,
  days: number,
  now: Timestamp,
): Promise<number> {
  const madeBefore: Timestamp = secondsBefore(now, days * SECONDS_A_DAY);
  const drop = async (found: readonly DescriptorId[]) => {
    const dropped = await store.retention.dropPortraits(accountId, found, clock());
    await erasure.finishNoted(dropped);
    return dropped.length;
  };
  let count = 0;
  let after: DescriptorId | undefined;
  while (!signal?.aborted) {
    const found = await store.retention.oldPortraits({ accountId, madeBefore, after, limit: BATCH });
    if (found.length === 0) break;
    count += dryRun ? found.length : await drop(found);
    after = found.at(-1);
  }
  return count;
}

import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import { collectGarbage, type GarbageReport } from '../core/garbage.ts';
import { type AccountId, parseId } from '../domain/ids.ts';
import { createClock } from '../domain/time.ts';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import type { Store } from '../store/store.ts';
import { CommandFailed } from './commandFailed.ts';
import { createCommandLog } from './createLog.ts';
import { EXIT } from './exitCodes.ts';
import { requireClock, TRUST_CLOCK } from './requireClock.ts';

interface GcOptions {
  readonly account?: string;
  readonly minAge?: number;
  readonly dryRun?: true;
  readonly trustClock?: true;
  readonly json?: true;
}

/** `gc`: deletes what nobody links to any more (contract 85). */
export function addGcCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('gc')
    .description(
      'delete descriptors that belong to no person and no list, their portraits, files left by crashes, and old idempotency keys',
    )
    .option(
      '--account <email or id>',
      'only what this account holds; files left by crashes and idempotency keys stay then',
    )
    .option('--min-age <hours>', 'keep what changed within that many hours; GC_MINIMUM_AGE_HOURS when absent', hours)
    .option('--dry-run', 'count, delete nothing')
    .option('--trust-clock', TRUST_CLOCK)
    .option('--json', 'the report as JSON')
    .action((options: GcOptions) => run(load(), options));
}

async function run({ settings }: LoadedSettings, options: GcOptions): Promise<void> {
  const [{ openDatabase }, { openAppPortraits }, { openClockGuard }] = await Promise.all([
    import('../appDatabase.ts'),
    import('../appPortraits.ts'),
    import('../appUpkeep.ts'),
  ]);
  const log = createCommandLog(settings);
  const store = await openDatabase(settings, log);
  const bar = options.json || !process.stderr.isTTY ? undefined : createBar();
  try {
    const accountId = options.account === undefined ? undefined : await findAccount(store, options.account);
    const { shared: portraits } = await openAppPortraits(settings, store, log);
    const report = await collectGarbage(
      {
        garbage: store.garbage,
        portraits,
        clock: createClock(settings.STORAGE_TIME),
        clockGuard: openClockGuard(settings, store),
      },
      {
        accountId,
        minimumAgeSeconds: (options.minAge ?? settings.GC_MINIMUM_AGE_HOURS) * 3600,
        dryRun: options.dryRun ?? false,
        trustClock: options.trustClock ?? false,
        onProgress: (done) => bar?.update(done.descriptors, { ...done }),
      },
    );
    bar?.stop();
    const kept = settings.IDEMPOTENCY_HOURS * 3600;
    const { countOlder, sweep } = store.idempotencyKeys;
    const sweeps = accountId === undefined && report.skipped === undefined;
    const idempotencyKeys = sweeps ? await (options.dryRun ? countOlder(kept) : sweep(kept)) : 0;
    if (options.json || report.skipped === undefined) print({ ...report, idempotencyKeys }, options);
    requireClock(report.skipped);
  } finally {
    bar?.stop();
    await store.close();
  }
}

/** How much there is is not known before it is found: the bar counts. */
function createBar(): SingleBar {
  const bar = new SingleBar({
    format: '{descriptors} descriptors, {orphanedPortraits} orphaned portraits',
    stream: process.stderr,
  });
  bar.start(0, 0, { descriptors: 0, orphanedPortraits: 0 });
  return bar;
}

async function findAccount(store: Store, name: string): Promise<AccountId> {
  const id = parseId<AccountId>(name);
  const account = id ? await store.accounts.find(id) : await store.accounts.findByEmail(name.toLowerCase());
  if (!account) throw new CommandFailed(`there is no account ${name}`, EXIT.usage);
  return account.accountId;
}

interface GcReport extends GarbageReport {
  /** Requests with an `Idempotency-Key` that are remembered no longer. */
  readonly idempotencyKeys: number;
}

function print(report: GcReport, { dryRun, json }: GcOptions): void {
  if (json) {
    console.log(JSON.stringify({ dry_run: dryRun ?? false, ...snakeCase(report) }));
    return;
  }
  const verb = dryRun ? 'to delete' : 'deleted';
  console.log(
    `${verb}: ${report.descriptors} descriptors, ${report.orphanedPortraits} orphaned portraits, ` +
      `${report.unfinishedFiles} half-written files, ${report.idempotencyKeys} old idempotency keys`,
  );
}

function snakeCase({ descriptors, orphanedPortraits, unfinishedFiles, idempotencyKeys, batches, skipped }: GcReport) {
  return {
    descriptors,
    orphaned_portraits: orphanedPortraits,
    unfinished_files: unfinishedFiles,
    idempotency_keys: idempotencyKeys,
    batches,
    skipped,
  };
}

function hours(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('a number of hours, 0 or more');
  return value;
}

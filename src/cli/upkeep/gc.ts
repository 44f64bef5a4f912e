import type { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { findAccount } from '../people/account.ts';
import { createProgressBar } from '../progressBar.ts';
import { requireClock, TRUST_CLOCK } from '../serve/requireClock.ts';

interface GcOptions {
  readonly account?: string;
  readonly minAge?: number;
  readonly dryRun?: true;
  readonly trustClock?: true;
  readonly json?: true;
}

/** `gc`: deletes descriptors that nothing links to any more (contract 85). */
export function addGcCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('gc')
    .description(
      'delete descriptors that belong to no person and no list, their portraits, files left by crashes, and old idempotency keys',
    )
    .option(
      '--account <email or id>',
      'only what belongs to this account; files left by crashes and idempotency keys then stay',
    )
    .option('--min-age <hours>', 'keep what changed within this many hours (default: GC_MINIMUM_AGE_HOURS)', hours)
    .option('--dry-run', 'count, but delete nothing')
    .option('--trust-clock', TRUST_CLOCK)
    .option('--json', 'print the report as JSON')
    .action((options: GcOptions) => run(load(), options));
}

function run(loaded: LoadedSettings, options: GcOptions): Promise<void> {
  return runAsAdmin(loaded, async (admin) => {
    const accountId = options.account === undefined ? undefined : await findAccount(admin, options.account);
    const body = {
      dry_run: options.dryRun ?? false,
      ...(accountId !== undefined && { account_id: accountId }),
      ...(options.minAge !== undefined && { minimum_age_hours: options.minAge }),
      ...(options.trustClock && { trust_clock: true }),
    };
    const bar = options.json || !process.stderr.isTTY ? undefined : createBar();
    const report = await admin
      .follow('POST', '/gc', body, { onEvent: (done) => bar?.update(Number(done.descriptors), { ...done }) })
      .finally(() => bar?.stop());
    if (options.json || report.skipped === undefined) print(report, options);
    requireClock(report.skipped);
  });
}

/** How much there is is not known before it is found: the bar counts. */
function createBar(): SingleBar {
  const bar = createProgressBar({
    format: '{descriptors} descriptors, {orphaned_portraits} orphaned portraits',
    stream: process.stderr,
  });
  bar.start(0, 0, { descriptors: 0, orphaned_portraits: 0 });
  return bar;
}

function print(report: Json, { dryRun, json }: GcOptions): void {
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  const verb = dryRun ? 'to delete' : 'deleted';
  console.log(
    `${verb}: ${String(report.descriptors)} descriptors, ${String(report.orphaned_portraits)} orphaned portraits, ` +
      `${String(report.unfinished_files)} half-written files, ${String(report.idempotency_keys)} old idempotency keys`,
  );
}

function hours(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= ADMIN_LIMIT.garbageHours))
    throw new InvalidArgumentError(`a number of hours, 0 to ${ADMIN_LIMIT.garbageHours}`);
  return value;
}

import { type Command, InvalidArgumentError } from 'commander';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { AdminClient, Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { requireClock, TRUST_CLOCK } from '../serve/requireClock.ts';
import { findAccount, WHO } from './account.ts';

interface Output {
  readonly json?: true;
}

interface Days {
  readonly descriptorDays?: number | null;
  readonly portraitDays?: number | null;
}

/** `retention …`: how long things are kept. */
export function addRetentionCommand(program: Command, load: () => LoadedSettings): void {
  const retention = program.command('retention').description('how long unattached descriptors and portraits are kept');

  retention
    .command('run')
    .description('delete what is older than the rules allow; serve does so every RETENTION_INTERVAL_HOURS')
    .option('--dry-run', 'count, but delete nothing')
    .option(`--account ${WHO}`, 'only this account')
    .option('--trust-clock', TRUST_CLOCK)
    .option('--json', 'print the report as JSON')
    .action((options: Output & { dryRun?: true; account?: string; trustClock?: true }) =>
      runAsAdmin(load(), async (admin) => {
        const accountId = options.account === undefined ? undefined : await findAccount(admin, options.account);
        const body = {
          dry_run: options.dryRun ?? false,
          ...(accountId !== undefined && { account_id: accountId }),
          ...(options.trustClock && { trust_clock: true }),
        };
        const report = await admin.call('POST', '/retention/run', body);
        if (options.json || report.skipped === undefined) printReport(report, options);
        requireClock(report.skipped);
      }),
    );

  retention
    .command(`set ${WHO}`)
    .description('change the rules of an account; rules that are not given stay')
    .option(
      '--descriptor-days <days>',
      'descriptors of no person and no list; 0: keep for ever; `default`: the setting',
      days,
    )
    .option('--portrait-days <days>', 'portraits; 0: keep for ever; `default`: the setting', days)
    .option('--json', 'print the rules as JSON')
    .action((who: string, options: Output & Days) => runAsAdmin(load(), (admin) => setRules(admin, who, options)));

  retention
    .command(`show ${WHO}`)
    .description('print the rules of an account')
    .option('--json', 'print the rules as JSON')
    .action((who: string, options: Output) => runAsAdmin(load(), (admin) => setRules(admin, who, options)));
}

async function setRules(admin: AdminClient, who: string, options: Output & Days): Promise<void> {
  const path = `/accounts/${await findAccount(admin, who)}/retention`;
  const before = await admin.call('GET', path);
  const { descriptorDays = before.descriptor_days, portraitDays = before.portrait_days } = options;
  const changes = options.descriptorDays !== undefined || options.portraitDays !== undefined;
  const wanted = { descriptor_days: descriptorDays, portrait_days: portraitDays };
  const rules = changes ? await admin.call('PUT', path, wanted) : before;
  const inWords = (value: unknown) => (value === null ? 'default' : String(value));
  const text = `descriptors ${inWords(rules.descriptor_days)}  portraits ${inWords(rules.portrait_days)}`;
  console.log(options.json ? JSON.stringify(rules) : text);
}

function printReport(report: Json, { json }: Output): void {
  const verb = report.dry_run ? 'to delete' : 'deleted';
  const text = `${verb}: ${String(report.descriptors)} descriptors, ${String(report.portraits)} portraits`;
  console.log(json ? JSON.stringify(report) : `${text}, in ${String(report.accounts)} accounts with rules`);
}

function days(text: string): number | null {
  if (text === 'default') return null;
  if (!/^\d+$/.test(text) || Number(text) > ADMIN_LIMIT.keptDays)
    throw new InvalidArgumentError(`0 to ${ADMIN_LIMIT.keptDays}, or \`default\``);
  return Number(text);
}

import { type Command, InvalidArgumentError } from 'commander';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { EncryptionMode } from '../../store/ports/encryption/sealing.ts';
import type { Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { createSealReporter } from './sealProgress.ts';

const RATE = ADMIN_LIMIT.sealedPerSecond;

interface ChangeOptions {
  readonly rate?: number;
  readonly rewrite?: true;
  readonly json?: true;
}

/** `encryption …`: vectors and portraits sealed at rest. */
export function addEncryptionCommand(program: Command, load: () => LoadedSettings): void {
  const encryption = program
    .command('encryption')
    .description('vectors and portraits sealed on the disk: docs/encryption.md');
  encryption
    .command('status')
    .description('what is sealed, and with which master keys')
    .option('--json', 'print it as JSON')
    .action((options: { json?: true }) => status(load(), options));
  addChange(encryption, load, {
    name: 'seal',
    to: 'sealed',
    description:
      'seal what is stored, and all that comes, while nodes serve; after an interruption, the same command continues',
    help: '\nGive every node the master keys and restart it first.',
  });
  addChange(encryption, load, {
    name: 'open',
    to: 'plain',
    description: 'store everything plain again, while nodes serve; after an interruption, the same command continues',
    help: '\nWhen it is done, the master keys can be taken out of the settings.',
  });
  encryption
    .command('rotate')
    .description('wrap the keys of all accounts with the active master key')
    .addHelpText(
      'after',
      '\nPut the new master key first on every node, and keep the former ones behind it until this is done: docs/encryption.md.',
    )
    .action(() => rotate(load()));
  encryption
    .command('keys')
    .description('write the wrapped keys of all accounts to a file, which takes the place of an older one')
    .requiredOption('--out <file>', 'keep it apart from backups, and only the newest')
    .action((options: { out: string }) => keys(load(), options));
}

function addChange(
  encryption: Command,
  load: () => LoadedSettings,
  { name, to, description, help }: { name: string; to: EncryptionMode; description: string; help: string },
): void {
  encryption
    .command(name)
    .description(description)
    .option('--rate <number>', `vectors and images a second at most (default: ${RATE.byDefault})`, rate)
    .option(
      '--rewrite',
      'embedded database: write its files anew at the end, so that nothing of before is left; requests wait',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText('after', help)
    .action((options: ChangeOptions) => change(load(), to, options));
}

function rate(text: string): number {
  if (!/^[1-9]\d*$/.test(text) || Number(text) > RATE.most) {
    throw new InvalidArgumentError(`a whole number 1..${RATE.most}`);
  }
  return Number(text);
}

function change(loaded: LoadedSettings, mode: EncryptionMode, { rate: perSecond, rewrite, json }: ChangeOptions) {
  return runAsAdmin(loaded, async (admin) => {
    const reporter = createSealReporter();
    const body = { mode, ...(perSecond && { per_second: perSecond }), ...(rewrite && { rewrite }) };
    const report = await admin
      .follow('POST', '/encryption', body, { onEvent: reporter.onProgress })
      .finally(reporter.stop);
    if (json) console.log(JSON.stringify(report));
    else console.log(inWords(report));
    if (Number(report.unreadable) > 0) {
      throw new CommandFailed(
        `${report.unreadable} could not be opened: luna-backport3 encryption status`,
        EXIT.incomplete,
      );
    }
  });
}

function inWords({ mode, changed, orphans }: Json): string {
  const left = orphans === 0 ? '' : `; ${orphans} images of no descriptor stay as they are, gc deletes them`;
  return `${mode === 'sealed' ? 'sealed' : 'opened'} ${changed} vectors and images: all are ${mode} now${left}`;
}

function rotate(loaded: LoadedSettings): Promise<void> {
  return runAsAdmin(loaded, async (admin) => {
    const { rotated } = await admin.call('POST', '/encryption/rotate');
    console.log(`wrapped the keys of ${rotated} accounts anew`);
  });
}

function keys(loaded: LoadedSettings, { out }: { out: string }): Promise<void> {
  return runAsAdmin(loaded, async (admin) => {
    const { writeAccountKeys } = await import('./accountKeys.ts');
    console.log(`${out}: the keys of ${await writeAccountKeys(admin, out)} accounts`);
  });
}

function status(loaded: LoadedSettings, { json }: { json?: true }): Promise<void> {
  return runAsAdmin(loaded, async (admin) => {
    const found = await admin.call('GET', '/encryption');
    console.log(json ? JSON.stringify(found) : statusInWords(found).join('\n'));
  });
}

function statusInWords(found: Json): readonly string[] {
  const forms = (name: string, { plain, sealed }: Json) => `${name}: ${sealed} sealed, ${plain} plain`;
  const masters = found.master_keys as readonly { readonly name: string; readonly accounts: number }[];
  const unreadable = found.unreadable_accounts as readonly string[];
  return [
    `new faces are stored ${found.mode === 'sealed' ? 'sealed' : 'plain'}`,
    keyRingInWords(found.key_ring as readonly string[]),
    ...masters.map(({ name, accounts }) => `master key ${name} wraps the keys of ${accounts} accounts`),
    forms('vectors', found.vectors as Json),
    forms('images in the database', found.images as Json),
    ...unreadable.map((id) => `account ${id}: its key is gone, and what is sealed cannot be read; erase the account`),
  ];
}

function keyRingInWords([active, ...others]: readonly string[]): string {
  if (active === undefined) return 'no master keys are set';
  return `active master key: ${active}${others.length === 0 ? '' : `; behind it: ${others.join(', ')}`}`;
}

import type { Command } from 'commander';
import { LARGEST_PAGE } from '../../domain/pages.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { AdminClient, Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { addErasureOptions, type ErasureOptions, erase } from './erase.ts';
import { readPassword } from './readPassword.ts';

interface Output {
  readonly json?: true;
}

/** How a command names an account. */
export const WHO = '<email-or-id>';

/** `account …`: what only an administrator does with accounts. */
export function addAccountCommand(program: Command, load: () => LoadedSettings): void {
  const account = program
    .command('account')
    .description('create, list, suspend, activate, delete accounts; change a password')
    .addHelpText('after', '\nWorks on the database directly, or through the server that holds the embedded database.');

  account
    .command('create <email>')
    .alias('add')
    .description('register an account; prints its id and first token')
    .requiredOption('--organization <name>', 'name of the organization')
    .option('--password-stdin', 'read the password from standard input instead of asking for it')
    .option('--json', 'print the answer as JSON')
    .action(async (email: string, options: Output & { organization: string; passwordStdin?: true }) => {
      const password = await readPassword({ fromStdin: options.passwordStdin ?? false });
      await runAsAdmin(load(), async (admin) => {
        const body = { organization_name: options.organization, email, password };
        const answer = await admin.call('POST', '/accounts', body);
        const { account_id: id } = answer.account as Json;
        print(options, answer, `account ${String(id)}\ntoken ${String(answer.token)}`);
      });
    });

  account
    .command('list')
    .description('list accounts, newest first')
    .option('--email <text>', 'only accounts whose e-mail contains the text', '')
    .option('--json', 'print one JSON object a line')
    .action((options: Output & { email: string }) => runAsAdmin(load(), (admin) => list(admin, options)));

  for (const [name, suspended, description] of [
    ['suspend', true, 'refuse every request of the account, at once and on every node'],
    ['activate', false, 'end a suspension'],
  ] as const) {
    account
      .command(`${name} ${WHO}`)
      .description(description)
      .option('--json', 'print the account as JSON')
      .action((who: string, options: Output) =>
        runAsAdmin(load(), (admin) => change(admin, who, { suspended }, options)),
      );
  }

  account
    .command(`passwd ${WHO}`)
    .description('change the password of an account; the old one stops working at once')
    .option('--password-stdin', 'read the password from standard input instead of asking for it')
    .option('--json', 'print the account as JSON')
    .action(async (who: string, options: Output & { passwordStdin?: true }) => {
      const password = await readPassword({ fromStdin: options.passwordStdin ?? false });
      await runAsAdmin(load(), (admin) => change(admin, who, { password }, options));
    });

  addErasureOptions(
    account
      .command(`delete ${WHO}`)
      .description(
        'erase the account with everything that belongs to it; after an interruption, the same command continues',
      )
      .requiredOption('--yes', 'yes, erase it; this cannot be undone'),
  ).action((who: string, options: ErasureOptions) =>
    runAsAdmin(load(), async (admin) => erase(admin, `/accounts/${await findAccount(admin, who)}`, options)),
  );
}

async function list(admin: AdminClient, options: Output & { email: string }): Promise<void> {
  for await (const each of accountsWith(admin, options.email)) print(options, each, describe(each));
}

/** Accounts whose e-mail contains the text, newest first, page after page. */
async function* accountsWith(admin: AdminClient, email: string): AsyncIterable<Json> {
  for (let page = 1; ; page++) {
    const query = new URLSearchParams({ email, page: String(page), page_size: String(LARGEST_PAGE.admin) });
    const { accounts } = await admin.call('GET', `/accounts?${query}`);
    yield* accounts as readonly Json[];
    if ((accounts as readonly Json[]).length < LARGEST_PAGE.admin) return;
  }
}

async function change(admin: AdminClient, who: string, body: Json, options: Output): Promise<void> {
  const changed = await admin.call('PATCH', `/accounts/${await findAccount(admin, who)}`, body);
  print(options, changed, describe(changed));
}

/** Id of the account with this id or e-mail. @throws CommandFailed when there is none */
export async function findAccount(admin: AdminClient, who: string): Promise<string> {
  if (!who.includes('@')) return encodeURIComponent(who.toLowerCase());
  // Others may contain it, and as many as there are of them may be newer.
  for await (const { account_id: id, email } of accountsWith(admin, who)) {
    if (email === who.toLowerCase()) return String(id);
  }
  throw new CommandFailed(`there is no account ${who}`, EXIT.usage);
}

function describe({ account_id: id, email, organization_name: name, suspended, create_time: made }: Json): string {
  const state = suspended ? 'suspended' : 'active';
  return [id, email, state, made, name].map(String).join('  ');
}

function print({ json }: Output, answer: Json, text: string): void {
  console.log(json ? JSON.stringify(answer) : text);
}

import { LARGEST_PAGE } from '../../../../domain/pages.ts';
import type { AdminClient, Json } from '../../../admin/adminClient.ts';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import type { HeadLine } from '../../archive/archiveLines.ts';
import type { Sender } from '../../remote/patientSender.ts';
import { passwordOf } from '../../remote/remoteOptions.ts';
import type { ImportOptions } from '../importOptions.ts';
import type { Inventory } from '../inventory.ts';

export interface OldAccount {
  readonly email: string;
  readonly organizationName: string;
  readonly password: string;
  readonly active: boolean;
  readonly handlerIds: Readonly<Record<string, string>>;
}

/** Who the account is. With a token no API says it: then the options do. @throws CommandFailed */
export async function readOldAccount(sender: Sender, options: ImportOptions, old: Inventory): Promise<OldAccount> {
  const handlerIds = Object.fromEntries(old.handlers.map(({ kind, handlerId }) => [kind, handlerId]));
  const password = passwordOf(options);
  if (options.login === undefined) {
    if (options.as === undefined || password === undefined) {
      const why = 'a token does not say whose it is, and shows no tokens: log in with --login';
      throw new CommandFailed(`${why}, or give --as <e-mail> with the password for it here`, EXIT.usage);
    }
    return { email: options.as, organizationName: options.as, password, active: true, handlerIds };
  }
  const { email, organization_name, suspended } = await sender.json({ method: 'GET', path: '/account' });
  return {
    email: options.as ?? String(email),
    organizationName: String(organization_name) || String(email),
    password: password ?? '',
    active: suspended !== true,
    handlerIds,
  };
}

/** The account of an export, which knows no password. @throws CommandFailed */
export function archiveAccount(head: HeadLine, options: ImportOptions, { handlers }: Inventory): OldAccount {
  return {
    email: options.as ?? head.email,
    organizationName: head.organization_name || head.email,
    password: passwordOf(options) ?? '',
    active: !head.suspended,
    handlerIds: Object.fromEntries(handlers.map(({ kind, handlerId }) => [kind, handlerId])),
  };
}

/** The id of the account here, should there be one. */
export async function findAccountHere(admin: AdminClient, email: string): Promise<string | undefined> {
  const { accounts } = await admin.call(
    'GET',
    `/accounts?email=${encodeURIComponent(email)}&page_size=${LARGEST_PAGE.admin}`,
  );
  const found = (accounts as Json[]).find((account) => account.email === email.toLowerCase());
  return found && String(found.account_id);
}

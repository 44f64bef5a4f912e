import { type Command, InvalidArgumentError } from 'commander';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { LARGEST_PAGE } from '../../domain/pages.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';

interface Output {
  readonly json?: true;
}

/** `invite …`: who may register where `REGISTRATION=invite`. */
export function addInviteCommand(program: Command, load: () => LoadedSettings): void {
  const invite = program.command('invite').description('invitations to register, each for one account');

  invite
    .command('create')
    .description('create an invitation and print its id, code and expiry; the code is shown only once')
    .option('--note <text>', 'whom it is for')
    .option('--hours <number>', 'how long it is valid (default: INVITATION_HOURS)', hours)
    .option('--json', 'print the answer as JSON')
    .action(({ json, note, hours }: Output & { note?: string; hours?: number }) =>
      runAsAdmin(load(), async (admin) => {
        const wanted = { ...(note !== undefined && { note }), ...(hours !== undefined && { hours }) };
        const answer = await admin.call('POST', '/invitations', wanted);
        const { invitation_id: id, expire_time: end } = answer.invitation as Json;
        const text = `invitation ${String(id)}\ncode ${String(answer.code)}\nexpires ${String(end)}`;
        console.log(json ? JSON.stringify(answer) : text);
      }),
    );

  invite
    .command('list')
    .description('list invitations that can still be used, newest first')
    .option('--json', 'print one JSON object a line')
    .action(({ json }: Output) =>
      runAsAdmin(load(), async (admin) => {
        for (let page = 1; ; page++) {
          const query = new URLSearchParams({ page: String(page), page_size: String(LARGEST_PAGE.admin) });
          const invitations = (await admin.call('GET', `/invitations?${query}`)).invitations as readonly Json[];
          for (const each of invitations) console.log(json ? JSON.stringify(each) : describe(each));
          if (invitations.length < LARGEST_PAGE.admin) return;
        }
      }),
    );

  invite
    .command('revoke <invitation-id>')
    .description('revoke an invitation')
    .action((id: string) =>
      runAsAdmin(load(), async (admin) => {
        await admin.call('DELETE', `/invitations/${encodeURIComponent(id.toLowerCase())}`);
      }),
    );
}

function describe({ invitation_id: id, create_time: made, expire_time: end, note }: Json): string {
  return `${String(id)}  made ${String(made)}  expires ${String(end)}  ${String(note)}`.trimEnd();
}

function hours(text: string): number {
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > ADMIN_LIMIT.invitationHours) {
    throw new InvalidArgumentError(`1 to ${ADMIN_LIMIT.invitationHours}`);
  }
  return Number(text);
}

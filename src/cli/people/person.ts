import type { Command } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { findAccount, WHO } from './account.ts';
import { addErasureOptions, type ErasureOptions, erase } from './erase.ts';

/** `person erase`: everything that belongs to a person. */
export function addPersonCommand(program: Command, load: () => LoadedSettings): void {
  const person = program.command('person').description('erase a person');
  addErasureOptions(
    person
      .command('erase <person-id>')
      .description('delete a person with its descriptors, vectors and portraits; every list forgets them')
      .requiredOption(`--account ${WHO}`, 'whose person it is'),
  ).action((personId: string, options: ErasureOptions & { account: string }) =>
    runAsAdmin(load(), async (admin) => {
      const accountId = await findAccount(admin, options.account);
      await erase(admin, `/accounts/${accountId}/persons/${encodeURIComponent(personId.toLowerCase())}`, options);
    }),
  );
}

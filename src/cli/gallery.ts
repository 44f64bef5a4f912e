import type { Command } from 'commander';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import { type Json, openNodeClient } from './adminClient.ts';
import { CommandFailed } from './commandFailed.ts';
import { EXIT } from './exitCodes.ts';

/** `gallery …`: what a running server has in memory. */
export function addGalleryCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('gallery')
    .description('lists in the memory of a running server')
    .command('verify [list-id...]')
    .description('compare them with the database; those that differ are loaded anew, and the exit code is 1')
    .option('--json', 'the report as JSON')
    .addHelpText(
      'after',
      `
Goes to the admin API of the server that runs with these settings (ADMIN_HOST, ADMIN_PORT, ADMIN_KEY): each node has a
memory of its own. Without ids all lists that it has loaded are compared.`,
    )
    .action((listIds: string[], options: { json?: true }) => verify(load(), listIds, options));
}

async function verify(
  { settings }: LoadedSettings,
  listIds: readonly string[],
  options: { json?: true },
): Promise<void> {
  const ids = listIds.map((id) => id.toLowerCase());
  const report = await openNodeClient(settings).call(
    'POST',
    '/gallery/verify',
    ids.length > 0 ? { list_ids: ids } : {},
  );
  const lists = report.lists as readonly Json[];
  if (options.json) console.log(JSON.stringify(report));
  else {
    for (const list of lists) console.log(lineOf(list));
    if (lists.length === 0) console.log('no lists are loaded');
  }
  const count = (state: string) => lists.filter((list) => list.state === state).length;
  const [differing, unsettled] = [count('differs'), count('unsettled')];
  if (differing > 0) throw new CommandFailed(`lists that differed from the database: ${differing}`, EXIT.failure);
  if (unsettled > 0) throw new CommandFailed(`lists that changed too much to be compared: ${unsettled}`, EXIT.failure);
}

function lineOf({ list_id: id, state, rows, stale, missing, ghosts }: Json): string {
  const what = `${String(id)}  ${String(state)}`;
  if (state === 'not-loaded') return what;
  const counts = `${String(rows)} rows`;
  if (state !== 'differs') return `${what}  ${counts}`;
  return `${what}  ${counts}, ${String(stale)} stale, ${String(missing)} missing, ${String(ghosts)} ghosts; reloaded`;
}

import { type Command, InvalidArgumentError } from 'commander';
import { type ListId, parseId } from '../../domain/ids.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { type Json, openNodeClient } from '../admin/adminClient.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';

/** `gallery …`: what a running server has in memory. */
export function addGalleryCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('gallery')
    .description('lists in the memory of a running server')
    .command('verify')
    .argument('[list-id...]', 'only these lists', addList)
    .description('compare them with the database; lists that differ are loaded again, and the exit code is 1')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Asks the server that runs with these settings, since each node has a memory of its own: with the embedded database by the
socket in DATA_DIR, else at ADMIN_HOST and ADMIN_PORT with ADMIN_KEY. Without ids all lists that it has loaded are compared.`,
    )
    .action((listIds: readonly ListId[], options: { json?: true }) => verify(load(), listIds, options));
}

function addList(text: string, before: readonly ListId[] | undefined): readonly ListId[] {
  const listId = parseId<ListId>(text);
  if (!listId) throw new InvalidArgumentError('not the id of a list');
  return [...(before ?? []), listId];
}

async function verify(
  { settings }: LoadedSettings,
  listIds: readonly ListId[],
  options: { json?: true },
): Promise<void> {
  const report = await openNodeClient(settings).call(
    'POST',
    '/gallery/verify',
    listIds.length > 0 ? { list_ids: listIds } : {},
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

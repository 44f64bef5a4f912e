import { type Command, InvalidArgumentError } from 'commander';
import type { LoadedSettings } from '../../../settings/loadSettings.ts';
import { runAsAdmin } from '../../admin/runAsAdmin.ts';
import { addRemoteOptions, apiAddress, GENTLE_RATE, positive, positiveCount } from '../remote/remoteOptions.ts';
import type { ImportOptions } from './importOptions.ts';

/** `import`: brings an account of another server here, with its ids. */
export function addImportCommand(program: Command, load: () => LoadedSettings): void {
  const command = program
    .command('import')
    .description('bring an account of a LUNA PLATFORM 3, a Backport 3 or another instance here, with all its ids')
    .option('--from <address>', 'the old server', apiAddress)
    .option(
      '--from-db <address>',
      'its database: postgres://user@host/name or oracle://user@host/service',
      databaseAddress,
    )
    .option('--db-account <e-mail or id>', 'with --from-db, where there are several accounts')
    .option(
      '--image-store <address>',
      'with --from-db, the bucket of portraits: http://host:5020/1/buckets/portraits',
      apiAddress,
    )
    .option('--archive <file>', 'an export, in place of a server')
    .option('--passphrase-file <file>', 'of an export that is encrypted');
  addRemoteOptions(command)
    .option('--as <e-mail>', 'login of the account here; needed with a token; of an export its own when absent')
    .option('--portraits <folder>', 'looked into first, for <descriptor id>.jpg')
    .option('--rate <count>', 'most requests a second to the old server', positive, GENTLE_RATE)
    .option('--parallel <count>', 'most portraits at a time', positiveCount, 4)
    .option('--all', 'also descriptors of no person and no list')
    .option('--again', 'try portraits again that were missing or without a face')
    .option('--merge', 'into an account that exists here and is not empty')
    .option('--remove-many', 'delete here what is gone there, although that is half of it')
    .option('--self-match <count>', 'photos that are compared with the faces here afterwards', countFrom0, 100)
    .option('--accept-faceless', 'complete, although there are faces that could not be made')
    .option('--journal <file>', 'what earlier runs did; <host>.import.jsonl in this folder when absent')
    .option('--report <base>', 'where <base>.report.json and .html are written; beside the journal when absent')
    .option('--dry-run', 'read and compare, and say what would be done')
    .option('--json', 'the summary as JSON')
    .addHelpText('after', '\nThe same command again goes on, and brings what has changed since: see docs/moving.md.')
    .action((options: ImportOptions) => {
      const loaded = load();
      return runAsAdmin(loaded, async (admin) => {
        const { runImport } = await import('./runImport.ts');
        await runImport(admin, loaded.settings, options);
      });
    });
}

function databaseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^(postgres|postgresql|oracle):$/.test(url.protocol) || url.pathname.length < 2) {
    throw new InvalidArgumentError('an address such as postgres://user@host:5432/luna_backport3');
  }
  return url;
}

function countFrom0(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number from 0');
  return Number(text);
}

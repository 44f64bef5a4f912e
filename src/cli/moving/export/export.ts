import type { Command } from 'commander';
import type { LoadedSettings } from '../../../settings/loadSettings.ts';
import { runAsAdmin } from '../../admin/runAsAdmin.ts';
import type { ExportOptions } from './runExport.ts';

/** `export`: an account, or one list of it, as one file. */
export function addExportCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('export')
    .description('write an account, or one list of it, to one file: persons, lists, portraits and descriptors')
    .requiredOption('--account <e-mail or id>', 'whose')
    .requiredOption('--out <file>', 'new file, .jsonl by custom; only its owner may read it')
    .option('--list <id>', 'only what is in this list')
    .option('--tokens', 'tokens, too, where they are not hashed')
    .option('--passphrase-file <file>', 'encrypts it')
    .option('--json', 'the summary as JSON')
    .addHelpText('after', '\nOne that was broken off goes on when the same command is given again: see docs/export.md.')
    .action((options: ExportOptions) =>
      runAsAdmin(load(), async (admin) => {
        const { runExport } = await import('./runExport.ts');
        await runExport(admin, options);
      }),
    );
}

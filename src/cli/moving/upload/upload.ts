import { type Command, InvalidArgumentError, Option } from 'commander';
import { addRemoteOptions, apiAddress, fraction, positiveCount } from '../remote/remoteOptions.ts';
import type { UploadOptions } from './uploadOptions.ts';

/** A service of this machine that was left as it is. */
export const USUAL_SERVER = 'http://127.0.0.1:5140';

/** `upload`: enrols photos through the public API of a server, as any client could. */
export function addUploadCommand(program: Command): void {
  const command = program
    .command('upload')
    .description('enrol photos: a folder, a zip archive, or a table (CSV); - reads a table from standard input')
    .argument(
      '<folder|csv|zip|->',
      'in a folder or archive each folder is a person, and so is anna.jpg with anna_2.jpg',
    )
    .option('--to <address>', 'the server', apiAddress, apiAddress(USUAL_SERVER));
  addRemoteOptions(command)
    .addOption(
      new Option('--list <id or text>', 'persons list for everybody; made if it is not there; repeatable')
        .argParser(append)
        .default([], 'none'),
    )
    .addOption(new Option('--faces <which>', 'of a photo').choices(['largest', 'only', 'all']).default('largest'))
    .addOption(duplicateRule('--same-bytes <rule>', 'for the same file again'))
    .option('--similar <similarity>', 'least similarity to a person of the list that counts as the same one', fraction)
    .addOption(duplicateRule('--on-similar <rule>', 'for a face that is in the list already'))
    .option('--min-score <score>', 'faces that are less certain are not taken, 0..1', fraction)
    .option('--max-angle <degrees>', 'faces that are turned further are not taken, 0..180', angle)
    .option('--min-quality <quality>', 'the weakest of the four estimates of quality, 0..1', fraction)
    .option('--parallel <count>', 'most photos at a time; how many the server takes is found out', positiveCount, 8)
    .option('--journal <file>', 'what is done already; <name>.upload.jsonl in this folder when absent')
    .option('--report <base>', 'where <base>.rejects.csv and .html are written; beside the journal when absent')
    .option('--dry-run', 'read the source and say what would be sent')
    .option('--json', 'the summary as JSON')
    .addHelpText('after', '\nA run that was stopped goes on when the same command is given again: see docs/upload.md.')
    .action(async (path: string, options: UploadOptions) => {
      const { runUpload } = await import('./runUpload.ts');
      await runUpload(path, options);
    });
}

function duplicateRule(flags: string, what: string): Option {
  return new Option(flags, what).choices(['skip', 'attach', 'report']).default('skip');
}

function append(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function angle(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 180)) throw new InvalidArgumentError('degrees, 0..180');
  return value;
}

import { type Command, Option } from 'commander';
import type { MoveProgress, MoveReport } from '../../portraits/movePortraits.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { PortraitKind } from '../../store/ports/portraits.ts';
import type { Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { createMoveReporter } from './moveProgress.ts';

interface MoveOptions {
  readonly to: PortraitKind;
  readonly json?: true;
}

/** `portraits move`: between files, the database and a bucket of S3. */
export function addPortraitsCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('portraits')
    .description('where portraits are kept')
    .command('move')
    .description('move all portraits, while nodes serve; after an interruption, the same command continues')
    .addOption(
      new Option('--to <place>', 'where to keep them').choices(['files', 'database', 's3']).makeOptionMandatory(),
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Run it where DATA_DIR is the folder of the portraits. Nodes see the change by themselves, within five seconds. Before a
move to files every node must have that folder as its DATA_DIR, before a move to s3 the same S3_BUCKET and S3_PREFIX. Set PORTRAIT_STORE for the next starts.`,
    )
    .action((options: MoveOptions) => run(load(), options));
}

function run(loaded: LoadedSettings, { to, json }: MoveOptions): Promise<void> {
  // If no place has been chosen yet, use the requested one.
  const settings = { ...loaded.settings, PORTRAIT_STORE: to };
  return runAsAdmin({ ...loaded, settings }, async (admin) => {
    const reporter = createMoveReporter();
    const onEvent = (event: Json) => reporter.onProgress(event as unknown as MoveProgress);
    const report = await admin.follow('POST', '/portraits/move', { to }, { onEvent }).finally(reporter.stop);
    console.log(json ? JSON.stringify(report) : inWords(report as unknown as MoveReport, to));
  });
}

function inWords({ moved, bytes, orphans }: MoveReport, to: PortraitKind): string {
  const left = orphans === 0 ? '' : `; ${orphans} of no descriptor stay behind, gc deletes them`;
  const where = { files: 'files', database: 'the database', s3: 'the bucket' }[to];
  return `moved ${moved} portraits (${(bytes / 1e6).toFixed(1)} MB): all are in ${where} now${left}`;
}

import { type Command, Option } from 'commander';
import type { MoveReport } from '../portraits/movePortraits.ts';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import type { PortraitKind } from '../store/store.ts';
import { createCommandLog } from './createLog.ts';
import { createMoveReporter } from './moveProgress.ts';

interface MoveOptions {
  readonly to: PortraitKind;
  readonly json?: true;
}

/** `portraits move`: from files into the database, or back. */
export function addPortraitsCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('portraits')
    .description('where portraits are kept')
    .command('move')
    .description('move all portraits, while nodes serve; broken off, the same command goes on')
    .addOption(new Option('--to <place>', 'where they are to be').choices(['files', 'database']).makeOptionMandatory())
    .option('--json', 'the report as JSON')
    .addHelpText(
      'after',
      `
Run it where DATA_DIR is the folder of the portraits. Nodes see the change by themselves, within five seconds. Before a
move to files every node must have that folder as its DATA_DIR. Set PORTRAIT_STORE for the next starts.`,
    )
    .action((options: MoveOptions) => run(load(), options));
}

async function run({ settings }: LoadedSettings, { to, json }: MoveOptions): Promise<void> {
  const [{ openDatabase }, { openAppPortraits }, { movePortraits }, { portraitsFolder }] = await Promise.all([
    import('../appDatabase.ts'),
    import('../appPortraits.ts'),
    import('../portraits/movePortraits.ts'),
    import('../portraits/openPortraits.ts'),
  ]);
  const log = createCommandLog(settings);
  const store = await openDatabase(settings, log);
  const reporter = createMoveReporter();
  try {
    const places = await openAppPortraits({ ...settings, PORTRAIT_STORE: to }, store, log);
    const folder = portraitsFolder(settings.DATA_DIR);
    const report = await movePortraits({ store, places, folder, onProgress: reporter.onProgress }, to);
    reporter.stop();
    console.log(json ? JSON.stringify({ to, ...report }) : inWords(report, to));
  } finally {
    reporter.stop();
    await store.close();
  }
}

function inWords({ moved, bytes, orphans }: MoveReport, to: PortraitKind): string {
  const left = orphans === 0 ? '' : `; ${orphans} of no descriptor stay behind, gc deletes them`;
  const where = to === 'files' ? 'files' : 'the database';
  return `moved ${moved} portraits (${(bytes / 1e6).toFixed(1)} MB): all are in ${where} now${left}`;
}

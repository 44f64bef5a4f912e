import { type Command, InvalidArgumentError, Option } from 'commander';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { EMBEDDERS } from '../../vision/embed/embedders.ts';
import { SAME_PERSON } from '../../vision/find/similarity.ts';
import type { Json } from '../admin/adminClient.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { type MigrateCommandOptions, runMigration } from './runMigration.ts';

/** Faces a second: a sixth of a core or so. */
const RATE = 3;

/** `models migrate`, `models forget`: from one embedder to another. */
export function addMigrateCommands(models: Command, load: () => LoadedSettings): void {
  const names = `${Object.keys(EMBEDDERS).join(', ')}, or one of MODEL_MANIFESTS`;
  models
    .command('migrate')
    .description('make descriptors of another embedder from portraits, beside the old ones, while nodes serve')
    .requiredOption('--to <embedder>', `what is to make descriptors from then on: ${names}`)
    .addOption(
      new Option('--rate <faces>', 'faces a second; 0: as many as one thread makes')
        .argParser(atLeast(0))
        .default(RATE),
    )
    .addOption(
      new Option('--samples <faces>', 'sample searches of each list')
        .argParser(atLeast(1, ADMIN_LIMIT.samples))
        .default(100),
    )
    .addOption(
      new Option('--threshold <similarity>', 'from which on an answer is accepted')
        .argParser(atLeast(0, 1))
        .default(SAME_PERSON),
    )
    .option('--switch', 'then give all lists the new descriptors; without it, only compare')
    .option('--list <id...>', 'switch these lists only')
    .option('--left <file>', 'write the faces that cannot be moved into a CSV file')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Ids, persons, links and tokens stay as they are. Old descriptors stay beside the new ones: nodes of the old embedder find every face until
they are restarted, and the same command with the old name is the way back. An interrupted run goes on when it is given again.`,
    )
    .action((options: MigrateCommandOptions) => runMigration(load(), options));
  models
    .command('forget')
    .description('delete descriptors of an embedder that lie beside those in use, after a move or instead of one')
    .argument('<embedder>', names)
    .addHelpText('after', '\nNodes that still work in it would lose every face: restart them before.')
    .action((embedder: string) =>
      runAsAdmin(load(), async (admin) => {
        const { forgotten }: Json = await admin.call('POST', '/models/forget', { embedder });
        console.log(`${forgotten} descriptors of ${embedder} deleted`);
      }),
    );
}

function atLeast(least: number, most: number = ADMIN_LIMIT.facesPerSecond): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most)) {
      throw new InvalidArgumentError(`must be a number from ${least} to ${most}`);
    }
    return value;
  };
}

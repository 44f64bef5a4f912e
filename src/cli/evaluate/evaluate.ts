import { type Command, Option } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { EMBEDDERS } from '../../vision/embed/embedders.ts';
import type { EvaluateCommandOptions } from './evaluateOptions.ts';

/** `evaluate`: error rates of the face engine on a folder of photos. Beyond the contract. */
export function addEvaluateCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('evaluate')
    .description('measure how well faces of a folder of photos are found and recognised, and write a report')
    .argument('<folder>', 'photos: a folder for each person, or images.csv (docs/evaluation.md)')
    .option('--out <folder>', 'where the report goes; a run that was stopped goes on there', 'evaluation')
    .option(
      '--embedder <name>',
      `what makes descriptors, one of ${Object.keys(EMBEDDERS).join(', ')}, or of MODEL_MANIFESTS; else the setting EMBEDDER`,
    )
    .addOption(
      new Option('--face <which>', 'the face that a photo is about when it shows several')
        .choices(['largest', 'central'])
        .default('largest'),
    )
    .addOption(
      new Option('--preset <name>', "lfw: the face nearest to the middle, and LFW's own protocol").choices(['lfw']),
    )
    .addOption(
      new Option('--estimates <when>', 'also judge age, gender, emotion and origin')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    )
    .addOption(
      new Option('--groups <whose>', 'groups of people to compare: by labels, or also by what the engine estimates')
        .choices(['labels', 'estimates'])
        .default('labels'),
    )
    .addOption(
      new Option(
        '--unnamed <what>',
        'photos without an identity: leave them out of comparisons, or count each as a different person',
      )
        .choices(['uncompared', 'strangers'])
        .default('uncompared'),
    )
    .option('--json', 'print the whole result as JSON, too')
    .addHelpText(
      'after',
      `
Photos stay where they are; the report holds small pictures of the most telling ones. Estimates are judged when images.csv has
labels for them. A run that was stopped goes on when the same command is given again.`,
    )
    .action(async (folder: string, options: EvaluateCommandOptions) => {
      const { runEvaluate } = await import('./runEvaluate.ts');
      await runEvaluate(load().settings, folder, options);
    });
}

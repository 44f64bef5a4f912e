import type { Command } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { EXIT } from '../exitCodes.ts';

/** `models test`: whether the net of a manifest does what the manifest says. */
export function addTestCommand(models: Command, load: () => LoadedSettings): void {
  models
    .command('test')
    .description(`try an own model before it is used; exit code ${EXIT.failure} when a check fails`)
    .argument('<model>', 'the path of a manifest, or the name of a model of MODEL_MANIFESTS')
    .option('--json', 'print the checks as one JSON object')
    .addHelpText(
      'after',
      `
Shapes, weights, determinism, self-similarity, speed against the model that it would take the place of, and what it makes of the six sample photos
that come with the weights. They show gross mistakes, such as a wrong order of colours; evaluate measures accuracy on photos of your own.`,
    )
    .action(async (model: string, { json }: { readonly json?: true }) => {
      const { runModelTest } = await import('./runModelTest.ts');
      await runModelTest(load().settings, model, json === true);
    });
}

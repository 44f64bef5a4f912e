import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { readModelChoice } from '../../app/engine/modelChoice.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { DEFAULT_EMBEDDER } from '../../vision/embed/embedders.ts';
import { COSTS } from './costs.ts';
import { formatPlan } from './formatPlan.ts';
import { planSize } from './planSize.ts';

interface SizeOptions {
  readonly persons: number;
  readonly facesPerPerson: number;
  readonly listFaces?: number;
  readonly searchesPerSecond: number;
  readonly photosPerSecond?: number;
  readonly cores: number;
  readonly photosPerCore: number;
  readonly comparisonsPerCore: number;
  readonly json?: true;
}

/** `size`: how many nodes, how much memory and disk a site needs. Asks neither a database nor a network. */
export function addSizeCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('size')
    .description('estimate nodes, memory, disk and Postgres settings for a number of persons and searches')
    .requiredOption('--persons <number>', 'persons to enrol', amount)
    .option('--faces-per-person <number>', 'photos of each', amount, 1.5)
    .option('--searches-per-second <number>', 'searches at the peak', amount, 1)
    .option('--photos-per-second <number>', 'photos at the peak; default: one a search', amount)
    .option('--list-faces <number>', 'faces of the list that is searched most; default: all', amount)
    .option('--cores <number>', 'cores of a node', amount, availableParallelism())
    .option('--photos-per-core <number>', 'photos that one core extracts in a second', amount, COSTS.photosPerCore)
    .option(
      '--comparisons-per-core <number>',
      'comparisons of 512 numbers that one core makes in a second',
      amount,
      COSTS.comparisonsPerCore,
    )
    .option('--json', 'print the plan as JSON')
    .action(async (options: SizeOptions) => {
      const { settings } = load();
      const { EMBEDDER, BACKPORT3_ENABLE_PORTRAITS } = settings;
      const { embedders } = await readModelChoice(settings);
      const wanted = {
        persons: options.persons,
        facesPerPerson: options.facesPerPerson,
        listFaces: options.listFaces ?? options.persons * options.facesPerPerson,
        searchesPerSecond: options.searchesPerSecond,
        photosPerSecond: options.photosPerSecond ?? options.searchesPerSecond,
        dimension: embedders.get(EMBEDDER === 'auto' ? DEFAULT_EMBEDDER : EMBEDDER).dimension,
        coresPerNode: options.cores,
        photosPerCore: options.photosPerCore,
        comparisonsPerCore: options.comparisonsPerCore,
        portraits: BACKPORT3_ENABLE_PORTRAITS,
      };
      const plan = planSize(wanted);
      console.log(options.json ? JSON.stringify(plan) : formatPlan(wanted, plan));
    });
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0 || value > 1e12)
    throw new InvalidArgumentError('a number above 0');
  return value;
}

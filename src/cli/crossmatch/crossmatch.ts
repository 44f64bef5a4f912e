import { type Command, InvalidArgumentError } from 'commander';
import { ADMIN_LIMIT } from '../../domain/adminLimits.ts';
import { type ListId, parseId } from '../../domain/ids.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { SAME_PERSON } from '../../vision/find/similarity.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import type { CrossmatchOptions } from './crossmatchOptions.ts';
import { pairFormatOf } from './formatPairs.ts';
import { runCrossmatch } from './runCrossmatch.ts';

/** `crossmatch`: every pair of two lists, or within one, from a similarity on. Beyond the contract. */
export function addCrossmatchCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('crossmatch')
    .description('compare two lists, or the members of one list with each other, and write the similar pairs')
    .requiredOption('--list <id>', 'a list; give it twice to compare two lists (the second is held in memory)', addList)
    .requiredOption('--out <file>', 'new file for the pairs: .csv or .jsonl', outputFile)
    .option('--threshold <similarity>', 'lowest similarity of a pair, 0..1', threshold, SAME_PERSON)
    .option('--limit <count>', 'best pairs to keep for each person or descriptor of the first list', limit, 100)
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', '\nIf a run is stopped, the same command continues it.')
    .action((options: CrossmatchOptions) => run(load(), options));
}

function run(loaded: LoadedSettings, options: CrossmatchOptions): Promise<void> {
  return runAsAdmin(loaded, (admin) => runCrossmatch(admin, options));
}

function addList(text: string, before: readonly ListId[] | undefined): readonly ListId[] {
  const listId = parseId<ListId>(text);
  if (!listId) throw new InvalidArgumentError('not the id of a list');
  const lists = [...(before ?? []), listId];
  if (lists.length > 2) throw new InvalidArgumentError('one list or two');
  return lists;
}

function outputFile(text: string): string {
  if (!pairFormatOf(text)) throw new InvalidArgumentError('a name that ends with .csv or .jsonl');
  return text;
}

function threshold(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('a number 0..1');
  return value;
}

function limit(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > ADMIN_LIMIT.pairs) {
    throw new InvalidArgumentError(`a whole number 1..${ADMIN_LIMIT.pairs}`);
  }
  return value;
}

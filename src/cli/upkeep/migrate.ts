import { type Command, Option } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { MigrateOptions } from './migrateOptions.ts';

/** `migrate`: what `serve` does at its start, for those who want it as a step of its own or want to see it first. */
export function addMigrateCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('migrate')
    .description("bring the database to this version's schema; serve does so, too")
    .option('--apply', 'do it (the default)')
    .addOption(new Option('--plan', 'show what is pending; with --sql as a script').conflicts('apply'))
    .addOption(
      new Option(
        '--sql',
        'print the script of the whole schema for DB_TYPE, for an empty database; needs no connection',
      ).conflicts('apply'),
    )
    .addOption(
      new Option(
        '--check',
        'compare tables, columns, keys and indexes with what the migrations make; exits with 1 on a difference',
      ).conflicts(['apply', 'plan', 'sql']),
    )
    .action(async (options: MigrateOptions) => {
      const { settings } = load();
      const { runMigrate } = await import('./runMigrate.ts');
      await runMigrate(settings, options);
    });
}

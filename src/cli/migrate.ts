import type { Command } from 'commander';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import { createLog } from './createLog.ts';

/** `migrate`: what `serve` does at its start, for those who want it as a step of its own. */
export function addMigrateCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('migrate')
    .description("bring the database to this version's schema; serve does it too")
    .action(async () => {
      const { settings } = load();
      const { openDatabase } = await import('../appDatabase.ts');
      const { buildIndex } = await import('../gallery/pgvector/buildIndex.ts');
      const log = createLog(settings);
      const store = await openDatabase(settings, log);
      try {
        if (store.vectorIndex) await buildIndex(store.vectorIndex, { log, signal: new AbortController().signal });
      } finally {
        await store.close();
      }
      console.log('the database has the schema of this version');
    });
}

import type { RestoreProgress } from '../../core/backup/restoreBackup.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { OpenDatabase } from '../../store/ports/openDatabase.ts';
import type { RestoreOptions } from '../../store/snapshot/restoreRows.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';

export interface RestoreReport extends RestoreProgress {
  /** Where what was there before is now. */
  readonly aside?: string | undefined;
}

/** Fills a database, and the store of files where portraits are to be in files. */
export type Fill = (
  database: OpenDatabase,
  files: PortraitStore | undefined,
  place: RestoreOptions['place'],
) => Promise<RestoreProgress>;

/** What a place answers that is not empty. */
export function notEmpty(what: string): CommandFailed {
  return new CommandFailed(`${what}: restore into an empty place, or give --force`, EXIT.failure);
}

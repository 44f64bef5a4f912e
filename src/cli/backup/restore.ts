import { open, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { BackupRefused } from '../../core/backup/backupRefused.ts';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import type { WrappedKey } from '../../store/ports/encryption/sealing.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import { CommandFailed } from '../commandFailed.ts';
import { createCommandLog } from '../createLog.ts';
import { EXIT } from '../exitCodes.ts';

interface RestoreOptions {
  readonly accountKeys?: string;
  readonly force?: true;
  readonly json?: true;
}

/** `restore`: a backup into an empty place. */
export function addRestoreCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('restore <file>')
    .description('restore a backup into the configured database and data directory, which must be empty')
    .option(
      '--force',
      'restore even if they are not empty: an embedded database is moved aside, rows on a server are deleted',
    )
    .option(
      '--account-keys <file>',
      'the keys of accounts, for a backup that is sealed: what encryption keys wrote last',
    )
    .option('--json', 'print what was restored as JSON')
    .addHelpText(
      'after',
      `
The file is read and checked as a whole before anything is changed. It may come from another kind of database. Stop the
nodes that use the database. Settings are not restored: settings.json in the file shows those that were in force.`,
    )
    .action((path: string, options: RestoreOptions) => run(load(), path, options));
}

async function run(
  { settings }: LoadedSettings,
  path: string,
  { force, json, accountKeys: keyFile }: RestoreOptions,
): Promise<void> {
  if (settings.DB_TYPE === 'oracle') {
    throw new CommandFailed('Oracle is backed up and restored by its own tools: see docs/backup.md', EXIT.usage);
  }
  const [{ openArchive }, { restoreInto }, { createRestoreProgress }] = await Promise.all([
    import('../../core/backup/openArchive.ts'),
    import('./restoreInto.ts'),
    import('./restoreProgress.ts'),
  ]);
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${path} cannot be read (${error.code})`, EXIT.failure);
  });
  const progress = createRestoreProgress();
  try {
    if ((await file.stat()).isDirectory()) throw new CommandFailed(`${path} is a folder`, EXIT.failure);
    const archive = await openArchive(file, progress.onCheck).catch((error: NodeJS.ErrnoException) => {
      // As of a disk that fails.
      if (error.syscall === 'read') throw new CommandFailed(`${path} cannot be read (${error.code})`, EXIT.failure);
      throw error;
    });
    const accountKeys = keyFile === undefined ? undefined : await readAccountKeys(keyFile);
    const options = { replace: force ?? false, accountKeys, onProgress: progress.onProgress(archive.manifest) };
    const { rows, portraits, aside } = await restoreInto(settings, archive, options, createCommandLog(settings));
    progress.stop();
    const { time, version } = archive.manifest;
    if (json) console.log(JSON.stringify({ time, version, rows, portraits, ...(aside !== undefined && { aside }) }));
    else console.log(inWords({ time, rows, portraits, aside }));
  } catch (error) {
    if (error instanceof BackupRefused) throw new CommandFailed(`${path}: ${error.message}`, EXIT.failure);
    if (error instanceof StoreRefused && error.reason === 'newer') throw new CommandFailed(error.message, EXIT.failure);
    throw error;
  } finally {
    progress.stop();
    await file.close();
  }
}

/** @throws CommandFailed */
async function readAccountKeys(path: string): Promise<readonly WrappedKey[]> {
  const { KeyFileRefused, readKeyFile } = await import('../../core/encryption/accountKeyFile.ts');
  try {
    return readKeyFile(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof KeyFileRefused) throw new CommandFailed(`${path}: ${error.message}`, EXIT.failure);
    throw new CommandFailed(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, EXIT.failure);
  }
}

interface Restored {
  readonly time: string;
  readonly rows: number;
  readonly portraits: number;
  readonly aside: string | undefined;
}

function inWords({ time, rows, portraits, aside }: Restored): string {
  const moved = aside === undefined ? '' : `\nwhat was there is in ${aside}: delete it when nobody needs it any more`;
  return `restored as of ${time}: ${rows} rows, ${portraits} portraits${moved}`;
}

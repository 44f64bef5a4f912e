import type { Command } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';
import { CommandFailed } from '../commandFailed.ts';
import { readAccountKeys, writeAccountKeys } from '../encryption/accountKeys.ts';
import { EXIT } from '../exitCodes.ts';

interface BackupOptions {
  readonly out: string;
  readonly accountKeys?: string | false;
  readonly json?: true;
}

/** `backup`: everything in one file, while nodes serve. */
export function addBackupCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('backup')
    .description('write database, portraits and settings (without secrets) to one file, while nodes serve')
    .requiredOption('--out <file>', 'new file, usually .tar; only its owner may read it')
    .option(
      '--account-keys <file>',
      'where encryption is on: the keys of accounts, which the backup leaves out; takes the place of an older file',
    )
    .option('--no-account-keys', 'they are kept by other means')
    .option('--json', 'print what is in the file as JSON')
    .addHelpText(
      'after',
      '\nThe file contains biometric data, password hashes and tokens, unencrypted but for what is sealed: see docs/backup.md.',
    )
    .action((options: BackupOptions) => run(load(), options));
}

function run(loaded: LoadedSettings, { out, json, accountKeys }: BackupOptions): Promise<void> {
  return runAsAdmin(loaded, async (admin) => {
    const [{ createBackupProgress }, { writeBackupFile }] = await Promise.all([
      import('./backupProgress.ts'),
      import('./writeBackupFile.ts'),
    ]);
    // Better now than at the restore.
    if (typeof accountKeys !== 'string' && accountKeys !== false && (await readAccountKeys(admin)).length > 0) {
      throw new CommandFailed(
        'vectors and portraits are sealed, and a backup holds no keys: give --account-keys FILE, and keep that file apart from the backup',
        EXIT.usage,
      );
    }
    const progress = createBackupProgress();
    const { manifest, bytes } = await writeBackupFile(out, () => admin.download('/backup'), progress).finally(
      progress.stop,
    );
    // Afterwards: every account in the backup that is still there has its key in the file, and no other.
    if (typeof accountKeys === 'string') await writeAccountKeys(admin, accountKeys);
    const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
    if (json) console.log(JSON.stringify({ out, bytes, ...manifest }));
    else
      console.log(
        `${out}: ${rows} rows, ${manifest.portraits} portraits, ${(bytes / 1e6).toFixed(1)} MB, read back and whole`,
      );
  });
}

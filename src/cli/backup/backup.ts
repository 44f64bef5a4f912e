import type { Command } from 'commander';
import type { LoadedSettings } from '../../settings/loadSettings.ts';
import { runAsAdmin } from '../admin/runAsAdmin.ts';

interface BackupOptions {
  readonly out: string;
  readonly json?: true;
}

/** `backup`: everything in one file, while nodes serve. */
export function addBackupCommand(program: Command, load: () => LoadedSettings): void {
  program
    .command('backup')
    .description('write database, portraits and settings (without secrets) to one file, while nodes serve')
    .requiredOption('--out <file>', 'new file, usually .tar; only its owner may read it')
    .option('--json', 'print what is in the file as JSON')
    .addHelpText(
      'after',
      '\nThe file contains biometric data, password hashes and tokens, unencrypted: see docs/backup.md.',
    )
    .action((options: BackupOptions) => run(load(), options));
}

function run(loaded: LoadedSettings, { out, json }: BackupOptions): Promise<void> {
  return runAsAdmin(loaded, async (admin) => {
    const [{ createBackupProgress }, { writeBackupFile }] = await Promise.all([
      import('./backupProgress.ts'),
      import('./writeBackupFile.ts'),
    ]);
    const progress = createBackupProgress();
    const { manifest, bytes } = await writeBackupFile(out, () => admin.download('/backup'), progress).finally(
      progress.stop,
    );
    const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
    if (json) console.log(JSON.stringify({ out, bytes, ...manifest }));
    else
      console.log(
        `${out}: ${rows} rows, ${manifest.portraits} portraits, ${(bytes / 1e6).toFixed(1)} MB, read back and whole`,
      );
  });
}

import { addAbortSignal, type Readable } from 'node:stream';
import { BackupRefused } from '../../core/backup/backupRefused.ts';
import type { Manifest } from '../../core/backup/manifest.ts';
import { openArchive } from '../../core/backup/openArchive.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { writeChunks, writeNewFile } from '../writeNewFile.ts';
import type { BackupProgress } from './backupProgress.ts';

/**
 * Writes a backup, syncs it and reads it back before it gets its name.
 * @throws CommandFailed
 */
export async function writeBackupFile(
  path: string,
  begin: () => Promise<Readable>,
  progress: BackupProgress,
): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
  return writeNewFile(path, async (file, signal) => {
    try {
      const source = addAbortSignal(signal, await begin());
      await writeChunks(source as AsyncIterable<Uint8Array>, file, progress.onChunk);
      await file.sync();
      const { manifest } = await openArchive(file, progress.onCheck);
      const { size: bytes } = await file.stat();
      return { manifest, bytes };
    } catch (error) {
      throw explain(error);
    }
  });
}

/** What the disk said stays as it is. */
function explain(error: unknown): unknown {
  if (error instanceof CommandFailed) return error;
  if (error instanceof BackupRefused) {
    return new CommandFailed(`the received backup is incomplete (${error.message}): nothing was kept`, EXIT.failure);
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'write' || syscall === 'fsync' || code === 'ENOSPC') return error;
  return new CommandFailed(
    'the backup was cut off: the server or its database stopped; nothing was kept',
    EXIT.failure,
  );
}

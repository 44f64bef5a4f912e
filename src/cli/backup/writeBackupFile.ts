import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { BackupRefused } from '../../core/backup/backupRefused.ts';
import type { Manifest } from '../../core/backup/manifest.ts';
import { openArchive } from '../../core/backup/openArchive.ts';
import { newId } from '../../domain/ids.ts';
import { syncFolder } from '../../portraits/durableFiles.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import type { BackupProgress } from './backupProgress.ts';

/**
 * Writes a backup under a temporary name, syncs it, reads it back, and gives it its name: a file with that name is a whole
 * backup. Broken off by a signal or an error, nothing stays.
 * @throws CommandFailed
 */
export async function writeBackupFile(
  path: string,
  begin: () => Promise<Readable>,
  progress: BackupProgress,
): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
  if (existsSync(path)) throw new CommandFailed(`${path} exists: name another file or delete it`, EXIT.usage);
  const temporary = `${path}.${newId().slice(0, 8)}.part`;
  const file = await open(temporary, 'wx+', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${path} cannot be written (${error.code})`, EXIT.usage);
  });
  let source: Readable | undefined;
  let isStopped = false;
  const onSignal = () => {
    isStopped = true;
    source?.destroy(new Error('stopped'));
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    source = await begin();
    if (isStopped) source.destroy(new Error('stopped'));
    await copy(source, file, progress);
    await file.sync();
    const { manifest } = await openArchive(file, progress.onCheck);
    const { size: bytes } = await file.stat();
    await file.close();
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return { manifest, bytes };
  } catch (error) {
    await file.close();
    await rm(temporary, { force: true });
    throw isStopped ? new CommandFailed('stopped: nothing was kept', EXIT.failure) : explain(error, path);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function copy(source: Readable, file: FileHandle, { onChunk }: BackupProgress): Promise<void> {
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done)).bytesWritten;
    onChunk(chunk);
  }
}

function explain(error: unknown, path: string): unknown {
  if (error instanceof CommandFailed) return error;
  if (error instanceof BackupRefused) {
    return new CommandFailed(`the received backup is incomplete (${error.message}): nothing was kept`, EXIT.failure);
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'write' || syscall === 'fsync' || code === 'ENOSPC') {
    return new CommandFailed(`${path} cannot be written (${code}): nothing was kept`, EXIT.failure);
  }
  return new CommandFailed(
    'the backup was cut off: the server or its database stopped; nothing was kept',
    EXIT.failure,
  );
}

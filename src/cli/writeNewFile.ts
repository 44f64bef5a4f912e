import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '../domain/ids.ts';
import { syncFolder } from '../portraits/durableFiles.ts';
import { CommandFailed } from './commandFailed.ts';
import { EXIT } from './exitCodes.ts';

/**
 * Writes a file that only its owner reads under a temporary name, syncs it and gives it its name: a file with that name is a
 * whole one. Broken off by a signal or an error, nothing stays; a file that is there is never overwritten.
 * @param fill is to end when the signal does
 * @throws CommandFailed; what `fill` throws
 */
export async function writeNewFile<T>(
  path: string,
  fill: (file: FileHandle, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (existsSync(path)) throw new CommandFailed(`${path} exists: name another file or delete it`, EXIT.usage);
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('stopped'));
  // Before the file is made: a signal right then would leave it.
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await fillAndName(path, fill, stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? new CommandFailed('stopped: nothing was kept', EXIT.failure) : explain(error, path);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function fillAndName<T>(
  path: string,
  fill: (file: FileHandle, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const temporary = `${path}.${newId().slice(0, 8)}.part`;
  const file = await open(temporary, 'wx+', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${path} cannot be written (${error.code})`, EXIT.usage);
  });
  try {
    const result = await fill(file, signal);
    signal.throwIfAborted();
    await file.sync();
    await file.close();
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return result;
  } catch (error) {
    await file.close();
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes chunks as they come, no sooner than the disk takes them. */
export async function writeChunks(
  source: AsyncIterable<Uint8Array>,
  file: FileHandle,
  onChunk?: (chunk: Uint8Array) => void,
): Promise<void> {
  for await (const chunk of source) {
    for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done)).bytesWritten;
    onChunk?.(chunk);
  }
}

function explain(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'write' && syscall !== 'fsync' && code !== 'ENOSPC') return error;
  return new CommandFailed(`${path} cannot be written (${code}): nothing was kept`, EXIT.failure);
}

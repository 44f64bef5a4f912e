import { randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

// A portrait is four files: by handles of node:fs/promises each of them costs the HTTP thread more.
const writeFile = promisify(fs.writeFile);
const openFile = promisify(fs.open);
const syncFile = promisify(fs.fsync);
const closeFile = promisify(fs.close);
const look = promisify(fs.stat);

/** Ends the name of a file that is being written. */
export const TEMPORARY = '.tmp';

/** After a crash the whole file is there or none, once the folder is synced too. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}${TEMPORARY}`;
  try {
    await writeFile(temporary, bytes, { flag: 'wx', flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** About a portrait with its thumbnails. */
const PROBE_BYTES = 64 * 1024;

/** Writes a file as durably as the others, and removes it. Random bytes, since some file systems pack others. */
export async function tryToWrite(path: string): Promise<void> {
  try {
    const file = await open(path, 'w');
    try {
      await file.writeFile(randomBytes(PROBE_BYTES));
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/** With all folders above it, each entry synced. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** What was made, renamed or removed in the folder outlives a crash. */
export async function syncFolder(folder: string): Promise<void> {
  const descriptor = await openFile(folder, 'r');
  try {
    await syncFile(descriptor);
  } finally {
    await closeFile(descriptor);
  }
}

/** Names in a folder, none when it is not there (yet, or any more). */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await unlessMissing(readdir(folder))) ?? [];
}

export function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return unlessMissing(readFile(path));
}

/** False when there was none. Two calls of the system fewer than `rm` with `force`. */
export async function removeIfThere(path: string): Promise<boolean> {
  return (await unlessMissing(unlink(path).then(() => true))) ?? false;
}

/** Milliseconds; now when the file is gone, so that it does not count as old. */
export async function modifiedAt(path: string): Promise<number> {
  return (await unlessMissing(stat(path)))?.mtimeMs ?? Date.now();
}

/** Which file it is and when it was changed; undefined when there is none. */
export async function versionOf(path: string): Promise<string | undefined> {
  const found = await unlessMissing(look(path));
  return found && `${found.dev} ${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
}

async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ModelPullFailed } from '../models/modelErrors.ts';
import { StoreRefused } from '../store/sql/storeErrors.ts';

/**
 * Makes DATA_DIR with the folders above it.
 * @throws StoreRefused in one line when it is a file, or cannot be made
 */
export async function makeDataFolder(path: string): Promise<void> {
  const refused = await whyRefused(path);
  if (refused === undefined) return;
  const message = `DATA_DIR = ${path}: ${refused}. Name a folder that this user may write to`;
  throw new StoreRefused('unusable-directory', message);
}

/**
 * Makes MODELS_DIR with the folders above it; others may read it, whatever the umask of the process.
 * @throws ModelPullFailed in one line when it is a file, or cannot be made
 */
export async function makeModelsFolder(path: string): Promise<void> {
  const refused = await whyRefused(path, (made) => chmod(made, made === path ? 0o755 : 0o700));
  if (refused === undefined) return;
  throw new ModelPullFailed(
    'disk',
    `MODELS_DIR = ${path}: ${refused}. Name a folder that has the weights, or may get them`,
  );
}

async function whyRefused(
  path: string,
  onMade: (folder: string) => Promise<void> = async () => undefined,
): Promise<string | undefined> {
  try {
    await makeFolders(path, onMade);
    return (await stat(path)).isDirectory() ? undefined : 'is a file, not a folder';
  } catch (error) {
    const { code, path: failed = path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'ENOTDIR') return 'a part of the path is a file, not a folder';
    return failed === path
      ? `the folder cannot be made (${code})`
      : `the folder ${failed} above it cannot be made (${code})`;
  }
}

/** Step by step: `mkdir` with `recursive` never ends where a folder that is there takes none in, such as /proc. */
async function makeFolders(path: string, onMade: (folder: string) => Promise<void>): Promise<void> {
  if (await isThere(path)) return;
  if (dirname(path) !== path) await makeFolders(dirname(path), onMade);
  try {
    await mkdir(path);
  } catch (error) {
    // Another node may have been faster.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  await onMade(path);
}

/** @throws what `stat` throws but ENOENT: a folder that cannot be looked into is no reason to make another one */
async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

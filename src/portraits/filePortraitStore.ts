import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DescriptorId } from '../domain/ids.ts';
import type { PortraitStore, StoredPortrait } from './portraitStore.ts';

/**
 * Portraits as files: `<root>/ab/cd/<descriptor id>.jpg` and `…_<side>.jpg`, two levels of 256 folders by the first
 * characters of the id, so that no folder grows beyond what a file system lists well.
 * Each file is written under a temporary name, synced and renamed, and the folder entry synced: after `put` resolves a
 * crash leaves whole files or none.
 * @param thumbnailSides sides that `put` may have written; `delete` removes them all.
 */
export function createFilePortraitStore(root: string, thumbnailSides: readonly number[]): PortraitStore {
  const pathOf = (descriptorId: DescriptorId, side?: number): string => {
    const name = side === undefined ? `${descriptorId}.jpg` : `${descriptorId}_${side}.jpg`;
    return join(root, descriptorId.slice(0, 2), descriptorId.slice(2, 4), name);
  };

  return {
    async put(descriptorId: DescriptorId, portrait: StoredPortrait): Promise<void> {
      const folder = dirname(pathOf(descriptorId));
      await makeFolder(folder);
      await Promise.all([
        writeWhole(pathOf(descriptorId), portrait.image),
        ...[...portrait.thumbnails].map(([side, image]) => writeWhole(pathOf(descriptorId, side), image)),
      ]);
      await syncFolder(folder);
    },
    get: (descriptorId) => readIfThere(pathOf(descriptorId)),
    getThumbnail: (descriptorId, side) => readIfThere(pathOf(descriptorId, side)),
    async delete(descriptorIds: readonly DescriptorId[]): Promise<void> {
      for (const descriptorId of descriptorIds) {
        const paths = [pathOf(descriptorId), ...thumbnailSides.map((side) => pathOf(descriptorId, side))];
        await Promise.all(paths.map((path) => rm(path, { force: true })));
      }
    },
  };
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

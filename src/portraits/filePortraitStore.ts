import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DescriptorId, parseId } from '../domain/ids.ts';
import type { PortraitStore, StoredPortrait } from './portraitStore.ts';

/** Descriptors whose files are removed at the same time. */
const DELETED_TOGETHER = 32;

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
      for (let from = 0; from < descriptorIds.length; from += DELETED_TOGETHER) {
        const paths = descriptorIds
          .slice(from, from + DELETED_TOGETHER)
          .flatMap((descriptorId) => [
            pathOf(descriptorId),
            ...thumbnailSides.map((side) => pathOf(descriptorId, side)),
          ]);
        await Promise.all(paths.map(removeIfThere));
      }
    },
    async *list() {
      for await (const { folder, names } of folders(root)) {
        const ids = new Set(names.flatMap((name) => parseId<DescriptorId>(name.slice(0, ID_LENGTH)) ?? []));
        for (const descriptorId of ids) {
          const named = names.filter((name) => name.startsWith(descriptorId));
          const times = await Promise.all(named.map((name) => modifiedAt(join(folder, name))));
          yield { descriptorId, writtenAt: new Date(Math.max(...times)) };
        }
      }
    },
    async sweepUnfinished(untouchedSince: Date): Promise<number> {
      let swept = 0;
      for await (const { folder, names } of folders(root)) {
        for (const name of names.filter((each) => each.endsWith(TEMPORARY))) {
          const path = join(folder, name);
          if ((await modifiedAt(path)) > untouchedSince.getTime()) continue;
          await rm(path, { force: true });
          swept++;
        }
      }
      return swept;
    },
  };
}

const ID_LENGTH = 36;
const TEMPORARY = '.tmp';

/** The folders that hold files, one by one, so that a store of millions is never held in memory at once. */
async function* folders(root: string): AsyncIterable<{ folder: string; names: readonly string[] }> {
  for (const first of await namesIn(root)) {
    for (const second of await namesIn(join(root, first))) {
      const folder = join(root, first, second);
      yield { folder, names: await namesIn(folder) };
    }
  }
}

/** Names in a folder, none when it is not there (yet, or any more). */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Milliseconds; now when the file has gone meanwhile, so that nobody takes it for old. */
async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return Date.now();
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}${TEMPORARY}`;
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
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Two calls of the system fewer than `rm` with `force`. */
async function removeIfThere(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

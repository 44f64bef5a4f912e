import { dirname, join } from 'node:path';
import { type DescriptorId, ID_LENGTH, parseId } from '../domain/ids.ts';
import {
  makeFolder,
  modifiedAt,
  namesIn,
  readIfThere,
  removeIfThere,
  syncFolder,
  TEMPORARY,
  tryToWrite,
  writeWhole,
} from './durableFiles.ts';
import { folderOf, isPortraitFolder } from './portraitFolders.ts';
import type { PortraitEntry, PortraitStore, RemovedImages, StoredPortrait } from './portraitStore.ts';

/** Folders from which files are removed at the same time. */
const FOLDERS_TOGETHER = 32;
/** The same for all nodes, so that what a crash leaves is one file at most. */
const PROBE_NAME = 'write-probe';

/**
 * Portraits as files: `<root>/ab/cd/<descriptor id>.jpg` and `…_<side>.jpg`.
 * Each file is written under a temporary name, synced and renamed, and the folder entry synced: after `put` resolves a
 * crash leaves whole files or none.
 */
export function createFilePortraitStore(root: string): PortraitStore {
  const pathOfFolder = (descriptorId: DescriptorId) => join(root, ...folderOf(descriptorId));
  const pathOf = (descriptorId: DescriptorId, side?: number): string => {
    const name = side === undefined ? `${descriptorId}.jpg` : `${descriptorId}_${side}.jpg`;
    return join(pathOfFolder(descriptorId), name);
  };

  return {
    async put(descriptorId: DescriptorId, { image, thumbnails }: StoredPortrait): Promise<void> {
      const folder = dirname(pathOf(descriptorId));
      await makeFolder(folder);
      const writes = await Promise.allSettled([
        image && writeWhole(pathOf(descriptorId), image),
        ...[...thumbnails].map(([side, thumbnail]) => writeWhole(pathOf(descriptorId, side), thumbnail)),
      ]);
      // Only now: after a failure the caller deletes what is there, and what is written later would be left behind.
      for (const write of writes) if (write.status === 'rejected') throw write.reason;
      await syncFolder(folder);
    },
    get: (descriptorId) => readIfThere(pathOf(descriptorId)),
    getThumbnail: (descriptorId, side) => readIfThere(pathOf(descriptorId, side)),
    async getAll(descriptorId) {
      const names = (await namesIn(pathOfFolder(descriptorId))).filter((name) => name.startsWith(descriptorId));
      const thumbnails = new Map<number, Uint8Array>();
      for (const side of names.flatMap((name) => sideOf(name) ?? [])) {
        const bytes = await readIfThere(pathOf(descriptorId, side));
        if (bytes) thumbnails.set(side, bytes);
      }
      const image = await readIfThere(pathOf(descriptorId));
      return image || thumbnails.size > 0 ? { image, thumbnails } : undefined;
    },
    async delete(descriptorIds) {
      const removed = { portraits: 0, thumbnails: 0, missing: [] as DescriptorId[] };
      const byFolder = [...grouped(descriptorIds, pathOfFolder)];
      for (let from = 0; from < byFolder.length; from += FOLDERS_TOGETHER) {
        const some = byFolder.slice(from, from + FOLDERS_TOGETHER);
        for (const part of await Promise.all(some.map(([folder, ids]) => removeFrom(folder, ids)))) {
          removed.portraits += part.portraits;
          removed.thumbnails += part.thumbnails;
          removed.missing.push(...part.missing);
        }
      }
      return removed;
    },
    async page({ after, limit }) {
      const entries: PortraitEntry[] = [];
      for await (const { folder, names } of folders(root, after)) {
        const ids = new Set(names.flatMap((name) => parseId<DescriptorId>(name.slice(0, ID_LENGTH)) ?? []));
        for (const descriptorId of [...ids].sort()) {
          if (after !== undefined && descriptorId <= after) continue;
          if (entries.length === limit) return entries;
          const named = names.filter((name) => name.startsWith(descriptorId));
          const times = await Promise.all(named.map((name) => modifiedAt(join(folder, name))));
          entries.push({ descriptorId, writtenAt: new Date(Math.max(...times)) });
        }
      }
      return entries;
    },
    async probeWrite() {
      await makeFolder(root);
      await tryToWrite(join(root, PROBE_NAME));
    },
    async sweepUnfinished(untouchedSince: Date): Promise<number> {
      let swept = 0;
      for await (const { folder, names } of folders(root)) {
        for (const name of names.filter((each) => each.endsWith(TEMPORARY))) {
          const path = join(folder, name);
          if ((await modifiedAt(path)) > untouchedSince.getTime()) continue;
          if (await removeIfThere(path)) swept++;
        }
      }
      return swept;
    },
  };
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Looks at what is there, whatever sides the settings name today. */
async function removeFrom(folder: string, descriptorIds: readonly DescriptorId[]): Promise<RemovedImages> {
  const wanted = new Set<string>(descriptorIds);
  const names = (await namesIn(folder)).filter((name) => wanted.has(name.slice(0, ID_LENGTH)));
  const gone = await Promise.all(names.map(async (name) => ((await removeIfThere(join(folder, name))) ? name : [])));
  if (names.length > 0) await syncFolder(folder);
  const removed = gone.flat();
  const portraits = new Set<string>(removed.filter(isPortrait).map((name) => name.slice(0, ID_LENGTH)));
  return {
    portraits: portraits.size,
    thumbnails: removed.filter((name) => sideOf(name) !== undefined).length,
    missing: descriptorIds.filter((id) => !portraits.has(id)),
  };
}

function isPortrait(name: string): boolean {
  return name.slice(ID_LENGTH) === '.jpg';
}

/** Of a thumbnail's name, in pixels. */
function sideOf(name: string): number | undefined {
  const [, digits] = /^_(\d+)\.jpg$/.exec(name.slice(ID_LENGTH)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * The folders that hold files, one by one and in the order of the ids, so that a store of millions is never held in memory
 * at once; from the one on in which `after` would be. Other names in the root are no folders of ours.
 */
async function* folders(
  root: string,
  after?: DescriptorId,
): AsyncIterable<{ readonly folder: string; readonly names: readonly string[] }> {
  const [fromFirst, fromSecond] = after === undefined ? ['', ''] : folderOf(after);
  for (const first of await portraitFoldersIn(root)) {
    if (first < fromFirst) continue;
    for (const second of await portraitFoldersIn(join(root, first))) {
      if (first === fromFirst && second < fromSecond) continue;
      const folder = join(root, first, second);
      yield { folder, names: await namesIn(folder) };
    }
  }
}

async function portraitFoldersIn(folder: string): Promise<readonly string[]> {
  return (await namesIn(folder)).filter(isPortraitFolder).sort();
}

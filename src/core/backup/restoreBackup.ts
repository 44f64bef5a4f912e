import type { DescriptorId } from '../../domain/ids.ts';
import type { StoredPortrait } from '../../portraits/portraitStore.ts';
import { BACKED_TABLES, type BackedTable, type PortableRow } from '../../store/snapshot/backedTables.ts';
import { imageOf, tableOf } from './entryNames.ts';
import type { ArchiveEntry } from './openArchive.ts';
import { fromLines } from './rowLines.ts';

export interface RestoreTarget {
  insert(table: BackedTable, rows: readonly PortableRow[]): Promise<void>;
  putPortrait(descriptorId: DescriptorId, portrait: StoredPortrait): Promise<void>;
}

export interface RestoreProgress {
  readonly rows: number;
  readonly portraits: number;
}

/** Portraits that are written at the same time. */
const TOGETHER = 8;

/** Puts everything of a backup into an empty place. @throws BackupRefused, and what the target throws */
export async function restoreBackup(
  entries: AsyncIterable<ArchiveEntry>,
  target: RestoreTarget,
  onProgress: (progress: RestoreProgress) => void,
): Promise<RestoreProgress> {
  const progress = { rows: 0, portraits: 0 };
  const writing = new Set<Promise<void>>();
  let gathered: Gathered | undefined;

  const put = async ({ descriptorId, image, thumbnails }: Gathered) => {
    await target.putPortrait(descriptorId, { image, thumbnails });
    progress.portraits++;
    onProgress(progress);
  };
  /** The images of a portrait stand together: with the next entry it is whole. */
  const flush = async () => {
    if (!gathered) return;
    const work = put(gathered).finally(() => writing.delete(work));
    gathered = undefined;
    writing.add(work);
    if (writing.size >= TOGETHER) await Promise.race(writing);
  };

  try {
    for await (const { path, body } of entries) {
      const image = imageOf(path);
      if (image?.descriptorId !== gathered?.descriptorId) await flush();
      if (image) {
        gathered ??= { descriptorId: image.descriptorId, image: undefined, thumbnails: new Map() };
        if (image.side === undefined) gathered.image = body;
        else gathered.thumbnails.set(image.side, body);
        continue;
      }
      const table = BACKED_TABLES.find((each) => each === tableOf(path));
      if (!table) continue;
      const rows = fromLines(table, body);
      await target.insert(table, rows);
      progress.rows += rows.length;
      onProgress(progress);
    }
    await flush();
    await Promise.all(writing);
    return progress;
  } finally {
    // Nothing is written any more when the caller clears up.
    await Promise.allSettled(writing);
  }
}

interface Gathered {
  readonly descriptorId: DescriptorId;
  image: Uint8Array | undefined;
  readonly thumbnails: Map<number, Uint8Array>;
}

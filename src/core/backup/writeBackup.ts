import { createHash } from 'node:crypto';
import type { DescriptorId } from '../../domain/ids.ts';
import type { PortraitStore, StoredPortrait } from '../../portraits/portraitStore.ts';
import { BACKED_TABLES, type PortableRow } from '../../store/snapshot/backedTables.ts';
import type { Snapshot } from '../../store/snapshot/snapshot.ts';
import { archiveEntry, archiveTrailer, FORMAT, MANIFEST, SETTINGS } from './archiveFormat.ts';
import { imageEntry, pageEntry } from './entryNames.ts';
import type { Manifest } from './manifest.ts';
import { toLines } from './rowLines.ts';

export interface BackupParts {
  readonly openSnapshot: () => Promise<Snapshot>;
  /** Where images are that the database does not hold. */
  readonly portraits: Pick<PortraitStore, 'getAll'>;
  readonly database: string;
  readonly version: string;
  /** In force where the backup was made, without secrets: for the operator to read. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Portraits that are read at the same time. */
const TOGETHER = 8;

/**
 * The archive of everything that the database and the portraits hold, as of the moment of the first piece; made while it is
 * read, a page of rows and some portraits at a time. Writers go on meanwhile.
 * @throws Unavailable; the reason of the signal
 */
export async function* writeBackup(parts: BackupParts, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const snapshot = await parts.openSnapshot();
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of entries(parts, snapshot)) {
      signal.throwIfAborted();
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  } finally {
    await snapshot.close();
  }
  yield archiveTrailer(hash.digest('hex'), bytes);
}

async function* entries(parts: BackupParts, snapshot: Snapshot): AsyncGenerator<Uint8Array> {
  const now = new Date();
  const seconds = Math.floor(now.getTime() / 1000);
  const entry = (path: string, body: Uint8Array) => archiveEntry(path, body, seconds);
  const json = (path: string, value: unknown) => entry(path, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
  const { schema, counts: rows, portraits, sealed } = snapshot;
  const { version, database } = parts;
  const time = now.toISOString();
  yield json(MANIFEST, { format: FORMAT, version, time, database, schema, rows, portraits, sealed } satisfies Manifest);
  yield json(SETTINGS, parts.settings);
  for (const table of BACKED_TABLES) {
    let first = 0;
    for (let page = await snapshot.next(table); page.length > 0; page = await snapshot.next(table)) {
      let kept = page;
      if (table === 'descriptor') {
        const found = new Set<unknown>();
        for await (const { descriptorId, portrait } of portraitsOf(parts, snapshot, page)) {
          found.add(descriptorId);
          for (const [name, image] of imagesOf(descriptorId, portrait)) yield entry(name, image);
        }
        kept = page.map((row) => ({ ...row, has_portrait: found.has(row.descriptor_id) }));
      }
      yield entry(pageEntry(table, first, page.length), toLines(kept));
      first += page.length;
    }
  }
}

/** Those that are there: a portrait may have been erased since the snapshot, and then its descriptor has none. */
async function* portraitsOf(
  { portraits }: BackupParts,
  snapshot: Snapshot,
  rows: readonly PortableRow[],
): AsyncGenerator<{ readonly descriptorId: DescriptorId; readonly portrait: StoredPortrait }> {
  const ids = rows.filter((row) => row.has_portrait === true).map((row) => row.descriptor_id as DescriptorId);
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const some = ids.slice(from, from + TOGETHER);
    const held = await inDatabase(snapshot, some);
    const found = await Promise.all(
      some.map(async (descriptorId) => ({
        descriptorId,
        portrait: held.get(descriptorId) ?? (await portraits.getAll(descriptorId)),
      })),
    );
    for (const { descriptorId, portrait } of found) if (portrait?.image) yield { descriptorId, portrait };
  }
}

async function inDatabase(
  snapshot: Snapshot,
  descriptorIds: readonly DescriptorId[],
): Promise<ReadonlyMap<DescriptorId, StoredPortrait>> {
  const found = new Map<DescriptorId, { image?: Uint8Array; thumbnails: Map<number, Uint8Array> }>();
  for (const { descriptorId, side, image } of await snapshot.images(descriptorIds)) {
    const portrait = found.get(descriptorId) ?? { thumbnails: new Map<number, Uint8Array>() };
    found.set(descriptorId, portrait);
    if (side === 0) portrait.image = image;
    else portrait.thumbnails.set(side, image);
  }
  return found;
}

function imagesOf(descriptorId: DescriptorId, { image, thumbnails }: StoredPortrait): readonly [string, Uint8Array][] {
  const named = [...thumbnails].map(([side, bytes]): [string, Uint8Array] => [imageEntry(descriptorId, side), bytes]);
  return image ? [[imageEntry(descriptorId), image], ...named] : named;
}

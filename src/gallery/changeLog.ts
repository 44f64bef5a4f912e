import type { DescriptorId, ListId } from '../domain/ids.ts';
import type { GalleryFeed, ListChange, StoredVector } from '../store/store.ts';

/** Ids of one question to the database. */
export const FETCH_SIZE = 1000;

/** What has become of a list since a version. */
export interface CatchUp {
  readonly version: number;
  readonly removed: readonly DescriptorId[];
  /** As they were at that version. */
  readonly added: readonly StoredVector[];
}

/**
 * Reads what a list's change log says after a version, with the vectors that came in.
 * @param atLeast version that is known to be committed
 * @returns undefined when the log cannot tell (trimmed, a gap): the list must be loaded anew
 */
export async function readChanges(
  feed: GalleryFeed,
  listId: ListId,
  from: number,
  atLeast: number,
): Promise<CatchUp | undefined> {
  const operations = new Map<DescriptorId, ListChange['operation']>();
  let version = from;
  let log = await feed.changesAfter(listId, version);
  for (;;) {
    if (!log.complete || !isContiguous(log.changes, version)) return undefined;
    for (const { descriptorId, operation } of log.changes) operations.set(descriptorId, operation);
    version = log.changes.at(-1)?.version ?? version;
    if (version < atLeast) return undefined;

    const ids = [...operations].flatMap(([id, operation]) => (operation === 'add' ? [id] : []));
    const added = await fetchVectors(feed, ids);
    const found = new Set(added.map(({ descriptorId }) => descriptorId));
    const removed = [...operations.keys()].filter((id) => !found.has(id));
    // The vectors are newer than the log: one may have left the list since, and have another owner now. What the log
    // has not touched again is as it was.
    if (ids.length === 0) return { version, removed, added };
    log = await feed.changesAfter(listId, version);
    if (log.complete && !log.changes.some(({ descriptorId }) => operations.get(descriptorId) === 'add')) {
      return { version, removed, added };
    }
  }
}

async function fetchVectors(feed: GalleryFeed, ids: readonly DescriptorId[]): Promise<readonly StoredVector[]> {
  const vectors: StoredVector[] = [];
  for (let from = 0; from < ids.length; from += FETCH_SIZE) {
    vectors.push(...(await feed.vectors(ids.slice(from, from + FETCH_SIZE))));
  }
  return vectors;
}

/** Every version has its entries: a missing one was trimmed, or lost with a primary. */
function isContiguous(changes: readonly ListChange[], from: number): boolean {
  let last = from;
  for (const { version } of changes) {
    if (version !== last && version !== last + 1) return false;
    last = version;
  }
  return changes.length === 0 || changes[0]?.version === from + 1;
}

import type { DescriptorId, ListId } from '../../domain/ids.ts';
import type { GalleryFeed, ListChange, ListVersion, StoredVector } from '../../store/lists/listFeed.ts';

/** Ids of one question to the database. */
export const FETCH_SIZE = 1000;

/** What has become of a list since a moment. */
export interface CatchUp {
  readonly moment: ListVersion;
  readonly removed: readonly DescriptorId[];
  /** As they were at that moment. */
  readonly added: readonly StoredVector[];
}

/**
 * Reads what a list's change log says after a moment, with the vectors that came in.
 * @param atLeast version that is known to be committed
 * @returns undefined when the log cannot tell (trimmed, a gap, another history): the list must be reloaded
 */
export async function readChanges(
  feed: GalleryFeed,
  listId: ListId,
  from: ListVersion,
  atLeast: number,
): Promise<CatchUp | undefined> {
  const operations = new Map<DescriptorId, ListChange['operation']>();
  let moment = from;
  let log = await feed.changesAfter(listId, moment);
  for (;;) {
    if (!log.complete || !isContiguous(log.changes, moment.version)) return undefined;
    for (const { descriptorId, operation } of log.changes) operations.set(descriptorId, operation);
    moment = log.changes.at(-1) ?? moment;
    if (moment.version < atLeast) return undefined;

    const ids = [...operations].flatMap(([id, operation]) => (operation === 'add' ? [id] : []));
    const added = await fetchVectors(feed, ids);
    const found = new Set(added.map(({ descriptorId }) => descriptorId));
    const removed = [...operations.keys()].filter((id) => !found.has(id));
    // The vectors are newer than the log: one may have left the list since, and have another owner now. What the log
    // has not touched again is as it was.
    if (ids.length === 0) return { moment, removed, added };
    log = await feed.changesAfter(listId, moment);
    if (log.complete && !log.changes.some(({ descriptorId }) => operations.get(descriptorId) === 'add')) {
      return { moment, removed, added };
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

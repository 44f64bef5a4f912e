import type { ListId } from '../../domain/ids.ts';
import type { VectorIndex } from '../../store/pgvector/vectorIndex.ts';
import type { GalleryLog } from '../memory/galleryLog.ts';

/** Lists of one question to the database. */
const LISTS = 100;

/** Advances a list until the index has all of it. @returns the steps that it took. @throws what the signal is aborted with */
export async function bringUpToDate(index: VectorIndex, listId: ListId, signal: AbortSignal): Promise<number> {
  let steps = 1;
  while (await index.advance(listId)) {
    signal.throwIfAborted();
    steps++;
  }
  return steps;
}

/**
 * Brings every list into the index: after the engine was switched on, or others wrote without it. Several nodes share the
 * work, and one that is interrupted resumes where it was. A list that fails is left to its next search.
 * @returns the number of lists
 */
export async function buildIndex(
  index: VectorIndex,
  { log, signal }: { readonly log: GalleryLog; readonly signal: AbortSignal },
): Promise<number> {
  let lists = 0;
  let after: ListId | undefined;
  for (;;) {
    signal.throwIfAborted();
    const behind = await index.behind(after, LISTS);
    for (const listId of behind) {
      try {
        const steps = await bringUpToDate(index, listId, signal);
        log.info({ listId, steps }, 'gallery: list indexed');
        lists++;
      } catch (err) {
        signal.throwIfAborted();
        log.warn({ listId, err }, 'gallery: a list could not be indexed, its next search tries again');
      }
    }
    if (behind.length < LISTS) return lists;
    after = behind.at(-1);
  }
}

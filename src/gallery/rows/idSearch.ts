import { COMPARISONS_PER_TURN, EventLoopYielder } from '../../concurrency/yieldToEventLoop.ts';
import { isComparable } from '../../domain/comparable.ts';
import type { GalleryFeed, StoredVector } from '../../store/lists/listFeed.ts';
import type { Candidates, GallerySearch, Match } from '../gallery.ts';
import { FETCH_SIZE } from '../memory/changeLog.ts';
import { bestCosine, type Probe } from '../scan/cosine.ts';
import { TopMatches } from '../scan/topMatches.ts';

/**
 * Compares the vectors of persons or descriptors given by id, fetched for this search alone.
 * @throws the reason of the signal
 */
export async function searchIds(
  feed: GalleryFeed,
  candidates: Exclude<Candidates, { kind: 'list' }>,
  probes: readonly Probe[],
  { modelId, limit, groupBy, signal }: Pick<GallerySearch, 'modelId' | 'limit' | 'groupBy' | 'signal'>,
): Promise<readonly Match[]> {
  const top = new TopMatches(limit, groupBy);
  const pace = new EventLoopYielder(COMPARISONS_PER_TURN);
  const dimension = probes[0]?.vector.length ?? 0;
  for await (const vectors of fetchInBatches(feed, candidates, signal)) {
    for (const row of vectors) {
      if (!isComparable(row, { modelId, dimension })) continue;
      const { descriptorId, personId, vector } = row;
      top.offer({ descriptorId, personId, cosine: bestCosine(probes, vector, 0) });
      if (!pace.step(probes.length)) continue;
      await pace.pause();
      signal?.throwIfAborted();
    }
  }
  return top.matches;
}

async function* fetchInBatches(
  feed: GalleryFeed,
  candidates: Exclude<Candidates, { kind: 'list' }>,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly StoredVector[]> {
  const ids = candidates.kind === 'persons' ? candidates.personIds : candidates.descriptorIds;
  for (let from = 0; from < ids.length; from += FETCH_SIZE) {
    signal?.throwIfAborted();
    yield candidates.kind === 'persons'
      ? await feed.vectorsOfPersons(candidates.personIds.slice(from, from + FETCH_SIZE))
      : await feed.vectors(candidates.descriptorIds.slice(from, from + FETCH_SIZE));
  }
}

import type { AccountId, PersonId } from '../../domain/ids.ts';
import type { Gallery, GallerySearch, Match } from '../../gallery/gallery.ts';
import type { PersonStore } from '../../store/ports/persons.ts';

/** Persons of one search; each of their vectors is read from the database. */
const PERSONS_AT_ONCE = 10_000;

/** Searches all persons of an account; no gallery is kept for them, so the time grows with their number. */
export async function searchAllPersons(
  persons: Pick<PersonStore, 'idsAfter'>,
  gallery: Gallery,
  accountId: AccountId,
  search: Omit<GallerySearch, 'candidates'>,
): Promise<readonly Match[]> {
  let best: readonly Match[] = [];
  let after: PersonId | undefined;
  for (;;) {
    search.signal?.throwIfAborted();
    const personIds = await persons.idsAfter(accountId, after, PERSONS_AT_ONCE);
    if (personIds.length === 0) return best;
    const found = await gallery.search(accountId, { ...search, candidates: { kind: 'persons', personIds } });
    best = [...best, ...found].sort(bestFirst).slice(0, search.limit);
    after = personIds.at(-1);
  }
}

/** As the gallery sorts: by cosine, ties by descriptor. */
function bestFirst(a: Match, b: Match): number {
  return b.cosine - a.cosine || (a.descriptorId < b.descriptorId ? -1 : 1);
}

import type { DescriptorId, ListId, PersonId } from '../domain/ids.ts';
import type { StoreContext } from './context.ts';
import type { StoredVector } from './store.ts';
import { readVectors, readVectorsOfPersons, VECTORS_PER_STATEMENT } from './vectors.ts';

/** Before every UUID, and not '', which is NULL on Oracle. */
const FIRST = ' ';

/**
 * Vectors of a descriptors list, in batches; each batch is as the database is at that moment.
 * @param behind only descriptors behind this id
 */
export async function* readDescriptorsList(
  context: StoreContext,
  listId: ListId,
  behind: string = FIRST,
): AsyncGenerator<StoredVector[]> {
  const { db } = context;
  const pages = keyPages(behind, (after) =>
    db
      .selectFrom('list_descriptor')
      .select('descriptor_id as id')
      .where('list_id', '=', listId)
      .where('descriptor_id', '>', after)
      .orderBy('descriptor_id')
      .limit(VECTORS_PER_STATEMENT)
      .execute(),
  );
  for await (const ids of pages) yield await readVectors(context, ids as DescriptorId[]);
}

/**
 * Vectors of all that the persons of a list own; a batch has all vectors of its persons.
 * @param behind only persons behind this id
 */
export async function* readPersonsList(
  context: StoreContext,
  listId: ListId,
  behind: string = FIRST,
): AsyncGenerator<StoredVector[]> {
  const { db } = context;
  const pages = keyPages(behind, (after) =>
    db
      .selectFrom('list_person')
      .select('person_id as id')
      .where('list_id', '=', listId)
      .where('person_id', '>', after)
      .orderBy('person_id')
      .limit(VECTORS_PER_STATEMENT)
      .execute(),
  );
  for await (const ids of pages) yield await readVectorsOfPersons(context, ids as PersonId[]);
}

/** Pages of ids in their order, each beginning after the last id of the one before: no page is read twice. */
async function* keyPages(
  behind: string,
  readAfter: (after: string) => Promise<{ id: string }[]>,
): AsyncGenerator<string[]> {
  let after = behind;
  for (;;) {
    const rows = await readAfter(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ id }) => id);
    if (rows.length < VECTORS_PER_STATEMENT) return;
    after = last.id;
  }
}

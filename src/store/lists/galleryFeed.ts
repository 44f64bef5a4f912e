import type { ListId } from '../../domain/ids.ts';
import { readVectors, readVectorsOfPersons } from '../people/vectors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { inChunks } from '../sql/context.ts';
import type { GalleryFeed, ListVersion } from './listFeed.ts';
import { readChangesAfter, readListHead } from './listHistory.ts';
import { createListLoader, type ListLoading } from './loadList.ts';

export function createGalleryFeed(context: StoreContext, loading: ListLoading): GalleryFeed {
  const { db, dialect } = context;

  async function versions(listIds: readonly ListId[]): Promise<ReadonlyMap<ListId, ListVersion>> {
    // Each id stands twice in the statement.
    const rows = await inChunks(listIds, Math.floor(dialect.idsPerStatement / 2), (chunk) =>
      db
        .selectFrom('persons_list')
        .select(['list_id', 'version', 'stamp'])
        .where(dialect.isAmong('list_id', chunk))
        .unionAll((eb) =>
          eb
            .selectFrom('descriptors_list')
            .select(['list_id', 'version', 'stamp'])
            .where(dialect.isAmong('list_id', chunk)),
        )
        .execute(),
    );
    return new Map(rows.map(({ list_id, version, stamp }) => [list_id as ListId, { version, stamp }]));
  }

  async function recentLists(limit: number): Promise<ListId[]> {
    // Times stay inside: as text, which they leave the database in, they could not be united and ordered on Oracle.
    const lists = db
      .selectFrom('persons_list')
      .select(['list_id', 'update_time'])
      .unionAll((eb) => eb.selectFrom('descriptors_list').select(['list_id', 'update_time']));
    const rows = await db
      .selectFrom(lists.as('lists'))
      .select('list_id')
      .orderBy('update_time', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ list_id }) => list_id as ListId);
  }

  return {
    version: (listId) => readListHead(db, listId),
    versions,
    changesAfter: (listId, moment) => readChangesAfter(db, listId, moment),
    load: createListLoader(context, loading),
    vectors: (descriptorIds) => readVectors(context, descriptorIds),
    vectorsOfPersons: (personIds) => readVectorsOfPersons(context, personIds),
    recentLists,
  };
}

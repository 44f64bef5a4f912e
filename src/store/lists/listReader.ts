import type { ListKind } from '../../domain/errors.ts';
import type { ListId, PersonId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { inChunks } from '../sql/context.ts';
import type { ListReader } from './listFeed.ts';
import { readDescriptorsList, readPersonsList } from './listVectors.ts';

const TABLES = {
  persons: { lists: 'persons_list', members: 'list_person' },
  descriptors: { lists: 'descriptors_list', members: 'list_descriptor' },
} as const;

export function createListReader(context: StoreContext): ListReader {
  const { db, dialect } = context;

  async function countMembers(listId: ListId, kind: ListKind): Promise<number | undefined> {
    const { lists, members } = TABLES[kind];
    const list = await db.selectFrom(lists).select('list_id').where('list_id', '=', listId).executeTakeFirst();
    if (!list) return undefined;
    const row = await db
      .selectFrom(members)
      .select((eb) => eb.fn.countAll().as('count'))
      .where('list_id', '=', listId)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  }

  return {
    async describe(listId) {
      for (const kind of ['persons', 'descriptors'] as const) {
        const count = await countMembers(listId, kind);
        if (count !== undefined) return { kind, count };
      }
      return undefined;
    },
    vectors: (listId, kind, after) =>
      (kind === 'persons' ? readPersonsList : readDescriptorsList)(context, listId, { behind: after }),
    async names(personIds) {
      const rows = await inChunks(personIds, dialect.idsPerStatement, (chunk) =>
        db
          .selectFrom('person')
          .select(['person_id', 'user_data', 'external_id'])
          .where(dialect.isAmong('person_id', chunk))
          .execute(),
      );
      return new Map(
        rows.map((row) => [row.person_id as PersonId, { userData: row.user_data ?? '', externalId: row.external_id }]),
      );
    },
  };
}

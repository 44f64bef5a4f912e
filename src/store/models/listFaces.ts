import { sql } from 'kysely';
import type { ListKind } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';

/** Before every UUID, and not '', which is NULL on Oracle. */
export const BEFORE_ALL = ' ';

const MEMBERS = {
  persons: { table: 'list_person', id: 'person_id' },
  descriptors: { table: 'list_descriptor', id: 'descriptor_id' },
} as const;

/** Ids of members, persons or descriptors by the kind of the list, in their order. */
export async function memberIds(
  { db }: StoreContext,
  kind: ListKind,
  listId: ListId,
  after: string,
  limit: number,
): Promise<string[]> {
  const { table, id } = MEMBERS[kind];
  const rows = await db
    .selectFrom(table)
    .select(sql.ref<string>(id).as('id'))
    .where('list_id', '=', listId)
    .where(sql.ref<string>(id), '>', after)
    .orderBy(sql.ref(id))
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

import { sql } from 'kysely';
import type { DescriptorId, ListId } from '../../domain/ids.ts';
import type { StoredVector } from '../lists/listFeed.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { unitText } from './rounding.ts';
import type { VectorType } from './vectorIndex.ts';

/** Rows of one INSERT: half a megabyte of text. */
const ROWS_PER_INSERT = 100;

/** Puts rows, in the place of those that are there. What has no direction cannot be found, and has none. */
export async function putRows(
  context: StoreContext,
  type: VectorType,
  listId: ListId,
  vectors: readonly StoredVector[],
): Promise<void> {
  for (let from = 0; from < vectors.length; from += ROWS_PER_INSERT) {
    const rows: [StoredVector, string][] = [];
    const without: DescriptorId[] = [];
    for (const stored of vectors.slice(from, from + ROWS_PER_INSERT)) {
      const text = unitText(stored.vector);
      if (text === undefined) without.push(stored.descriptorId);
      else rows.push([stored, text]);
    }
    await removeRows(context, listId, without);
    if (rows.length > 0) await insertRows(context, type, listId, rows);
  }
}

/** Texts in arrays, one a column: the statement is the same for any number of rows. */
async function insertRows(
  { db }: StoreContext,
  type: VectorType,
  listId: ListId,
  rows: readonly (readonly [StoredVector, string])[],
): Promise<void> {
  const column = (of: (row: StoredVector) => string) => rows.map(([stored]) => of(stored));
  const texts = rows.map(([, text]) => text);
  await sql`
    insert into gallery_vector (list_id, descriptor_id, person_id, model_id, dimension, embedding)
    select ${listId}::uuid, descriptor_id::uuid, nullif(person_id, '')::uuid, model_id, dimension::integer,
      embedding::${sql.raw(type)}
    from unnest(
      ${column(({ descriptorId }) => descriptorId)}::text[],
      ${column(({ personId }) => personId ?? '')}::text[],
      ${column(({ modelId }) => modelId)}::text[],
      ${column(({ vector }) => String(vector.length))}::text[],
      ${texts}::text[]) as added (descriptor_id, person_id, model_id, dimension, embedding)
    on conflict (list_id, descriptor_id) do update set person_id = excluded.person_id,
      model_id = excluded.model_id, dimension = excluded.dimension, embedding = excluded.embedding`.execute(db);
}

export async function removeRows(
  { db }: StoreContext,
  listId: ListId,
  descriptorIds: readonly DescriptorId[],
): Promise<void> {
  if (descriptorIds.length === 0) return;
  await sql`
    delete from gallery_vector
    where list_id = ${listId}::uuid and descriptor_id = any(${[...descriptorIds]}::uuid[])`.execute(db);
}

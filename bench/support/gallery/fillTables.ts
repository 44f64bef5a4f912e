import type pg from 'pg';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../../src/domain/ids.ts';
import type { FaceSet } from './faceSet.ts';

/** Faces of one statement: 4 MB of text at 512 components. */
const BATCH = 1000;

export interface FilledTable {
  readonly listId: ListId;
  /** Some of the descriptors, to search with. */
  readonly descriptorIds: readonly DescriptorId[];
}

/**
 * A persons list with one descriptor a person, written to the tables at once: through the store it would take hours for a
 * million. The list is as after a load from elsewhere: its log of changes was trimmed.
 */
export async function fillTables(
  client: pg.Client,
  accountId: AccountId,
  modelId: string,
  { count, dimension, vectors }: FaceSet,
): Promise<FilledTable> {
  const listId = newId<ListId>();
  await client.query(
    `insert into persons_list (list_id, account_id, user_data, create_time, version, update_time)
     values ($1, $2, $3, now() at time zone 'utc', 1, now() at time zone 'utc')`,
    [listId, accountId, `${count} faces`],
  );
  const some: DescriptorId[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    const persons = Array.from({ length: size }, () => newId<PersonId>());
    const faces = Array.from({ length: size }, () => newId<DescriptorId>());
    const bytes = Array.from({ length: size }, (_, index) => {
      const vector = vectors.subarray((from + index) * dimension, (from + index + 1) * dimension);
      return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
    });
    await client.query('begin');
    await client.query(
      `insert into person (person_id, account_id, user_data, create_time)
       select id, $2, 'bench', now() at time zone 'utc' from unnest($1::text[]) as id`,
      [persons, accountId],
    );
    await client.query(
      `insert into descriptor (descriptor_id, account_id, create_time, last_update, model_id, vector, has_portrait)
       select id, $3, now() at time zone 'utc', now() at time zone 'utc', $4, vector, false
       from unnest($1::text[], $2::bytea[]) as face (id, vector)`,
      [faces, bytes, accountId, modelId],
    );
    await client.query(
      `insert into person_face (face_id, person_id, link_time)
       select face, person, now() at time zone 'utc' from unnest($1::text[], $2::text[]) as link (face, person)`,
      [faces, persons],
    );
    await client.query(
      `insert into list_person (list_id, person_id, create_time)
       select $2, id, now() at time zone 'utc' from unnest($1::text[]) as id`,
      [persons, listId],
    );
    await client.query('commit');
    if (some.length < 100 && faces[0]) some.push(faces[0]);
  }
  return { listId, descriptorIds: some };
}

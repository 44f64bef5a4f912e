import { type Kysely, sql } from 'kysely';
import type { ListKind } from '../../../domain/errors.ts';
import type { ListId } from '../../../domain/ids.ts';
import type { Database } from '../../schema.ts';
import type { StoredVector } from '../../store.ts';
import { toStoredVector } from '../../vectors.ts';
import { CopyDecoder, type CopyValue } from './copyDecoder.ts';

/** Bounds what one statement sorts, on disk where work_mem is small (150 MB), and how long its snapshot is held. */
const MEMBERS_PER_STATEMENT = 1_000_000;

const MEMBERS = {
  persons: { table: 'list_person', id: 'person_id' },
  descriptors: { table: 'list_descriptor', id: 'descriptor_id' },
} as const;

/** Before every UUID. */
const FIRST = ' ';

/**
 * All vectors of a list, in one pass. They come in the order in which they lie on the disk: by the order of their keys each
 * would be looked for in an index and read from a page of its own, and all that takes three times as long. COPY gives them
 * as bytes, where other statements write each byte as two digits.
 * @param tx a transaction; an earlier end closes its connection
 */
export async function* copyList(
  tx: Kysely<Database>,
  listId: ListId,
  kind: ListKind,
  membersPerStatement = MEMBERS_PER_STATEMENT,
): AsyncGenerator<StoredVector[]> {
  // It lasts as long as its reader takes. A server that says nothing is found out all the same, by this side.
  await sql`set local statement_timeout = 0`.execute(tx);
  for (let after: string | undefined = FIRST; after !== undefined; ) {
    const last = await lastOfStatement(tx, listId, kind, after, membersPerStatement);
    yield* copyMembers(tx, listId, kind, after, last);
    after = last;
  }
}

/** Member that one statement ends with; undefined when it reads all the rest. */
async function lastOfStatement(
  tx: Kysely<Database>,
  listId: ListId,
  kind: ListKind,
  after: string,
  members: number,
): Promise<string | undefined> {
  const { table, id } = MEMBERS[kind];
  const row = await tx
    .selectFrom(table)
    .select(sql.ref<string>(id).as('id'))
    .where('list_id', '=', listId)
    .where(sql.ref<string>(id), '>', after)
    .orderBy(sql.ref(id))
    .offset(members - 1)
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

async function* copyMembers(
  tx: Kysely<Database>,
  listId: ListId,
  kind: ListKind,
  after: string,
  last: string | undefined,
): AsyncGenerator<StoredVector[]> {
  const query =
    kind === 'persons' ? ofPersonsList(tx, listId, after, last) : ofDescriptorsList(tx, listId, after, last);
  const copy = sql<Buffer>`copy ${query} to stdout (format binary)`.compile(tx);
  const decoder = new CopyDecoder();
  for await (const { rows } of tx.getExecutor().stream(copy, 0)) {
    for (const piece of rows) {
      const batch = decoder.decode(piece).map(toVectorOfRow);
      if (batch.length > 0) yield batch;
    }
  }
  decoder.end();
}

/** COPY takes no binds, so the values stand in the text. */
function ofPersonsList(tx: Kysely<Database>, listId: ListId, after: string, last: string | undefined) {
  return tx
    .selectFrom('list_person')
    .innerJoin('person_face', 'person_face.person_id', 'list_person.person_id')
    .innerJoin('descriptor', 'descriptor.descriptor_id', 'person_face.face_id')
    .select(['descriptor.descriptor_id', 'person_face.person_id', 'descriptor.model_id', 'descriptor.vector'])
    .where('list_person.list_id', '=', sql.lit(listId))
    .where('list_person.person_id', '>', sql.lit(after))
    .$if(last !== undefined, (query) => query.where('list_person.person_id', '<=', sql.lit(last ?? '')))
    .orderBy(sql`descriptor.ctid`);
}

function ofDescriptorsList(tx: Kysely<Database>, listId: ListId, after: string, last: string | undefined) {
  return tx
    .selectFrom('list_descriptor')
    .innerJoin('descriptor', 'descriptor.descriptor_id', 'list_descriptor.descriptor_id')
    .leftJoin('person_face', 'person_face.face_id', 'descriptor.descriptor_id')
    .select(['descriptor.descriptor_id', 'person_face.person_id', 'descriptor.model_id', 'descriptor.vector'])
    .where('list_descriptor.list_id', '=', sql.lit(listId))
    .where('list_descriptor.descriptor_id', '>', sql.lit(after))
    .$if(last !== undefined, (query) => query.where('list_descriptor.descriptor_id', '<=', sql.lit(last ?? '')))
    .orderBy(sql`descriptor.ctid`);
}

function toVectorOfRow([descriptorId, personId, modelId, vector]: CopyValue[]): StoredVector {
  if (!descriptorId || !modelId || !vector) throw new Error('a vector without an id, a model or a value');
  return toStoredVector({
    descriptor_id: descriptorId.toString('latin1'),
    person_id: personId?.toString('latin1') ?? null,
    model_id: modelId.toString(),
    vector,
  });
}

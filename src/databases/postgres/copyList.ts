import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { ListKind } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import { isSeen, VECTOR_COLUMNS, type VectorRow } from '../../store/people/vectors.ts';
import type { WorkingModel } from '../../store/ports/dialect.ts';
import type { Database } from '../../store/sql/schema.ts';
import { CopyDecoder, type CopyValue } from './copyDecoder.ts';

/** Bounds what one statement sorts, on disk where work_mem is small (150 MB), and how long its snapshot is held. */
const MEMBERS_PER_STATEMENT = 1_000_000;

const MEMBERS = {
  persons: { table: 'list_person', id: 'person_id' },
  descriptors: { table: 'list_descriptor', id: 'descriptor_id' },
} as const;

/** Below every id. */
const BELOW_ALL = '';

const PLACE_ON_DISK = sql`descriptor.ctid`;

/**
 * All vectors of a list as they are stored, in one pass. They come in the order in which they lie on the disk: by the order of their keys each
 * would be looked for in an index and read from a page of its own (docs/benchmarks.md). COPY gives them as bytes, where
 * other statements write each byte as two digits.
 * @param tx a transaction; an end before the last batch closes its connection
 * @param workingModel whose vectors are wanted where there are several
 * @param membersPerStatement for tests
 * @throws Unavailable, or the store's error for what the server says
 */
export async function* copyList(
  tx: Kysely<Database>,
  listId: ListId,
  kind: ListKind,
  workingModel?: WorkingModel,
  membersPerStatement = MEMBERS_PER_STATEMENT,
): AsyncGenerator<VectorRow[]> {
  // It lasts as long as its reader takes. This side still notices a server that goes silent.
  await sql`set local statement_timeout = 0`.execute(tx);
  for (let after: string | undefined = BELOW_ALL; after !== undefined; ) {
    const { members, last }: Stretch = await nextStretch(tx, listId, kind, after, membersPerStatement);
    yield* copyVectors(tx, kind, members, workingModel);
    after = last;
  }
}

/** Members that one statement reads, and the last of them, when others may be behind it. */
interface Stretch {
  readonly members: SelectQueryBuilder<Database, never, { id: string }>;
  readonly last: string | undefined;
}

async function nextStretch(
  tx: Kysely<Database>,
  listId: ListId,
  kind: ListKind,
  after: string,
  length: number,
): Promise<Stretch> {
  const { table, id } = MEMBERS[kind];
  // COPY takes no binds, so the values stand in the text.
  const members = tx
    .selectFrom(table)
    .select(sql.ref<string>(id).as('id'))
    .where('list_id', '=', sql.lit(listId))
    .where(sql.ref<string>(id), '>', sql.lit(after));
  const last = await members
    .orderBy('id')
    .offset(length - 1)
    .limit(1)
    .executeTakeFirst();
  return { members: last ? members.where(sql.ref<string>(id), '<=', sql.lit(last.id)) : members, last: last?.id };
}

async function* copyVectors(
  tx: Kysely<Database>,
  kind: ListKind,
  members: Stretch['members'],
  workingModel: WorkingModel | undefined,
): AsyncGenerator<VectorRow[]> {
  const all = tx.selectFrom(members.as('member'));
  // COPY takes no binds.
  const seen = isSeen({ workingModel }, sql.lit(true));
  const query =
    kind === 'persons'
      ? all
          .innerJoin('person_face', 'person_face.person_id', 'member.id')
          .innerJoin('descriptor', 'descriptor.descriptor_id', 'person_face.face_id')
          .leftJoin('descriptor_vector', (join) => join.on(seen))
          .select(VECTOR_COLUMNS)
          .orderBy(PLACE_ON_DISK)
      : all
          .innerJoin('descriptor', 'descriptor.descriptor_id', 'member.id')
          .leftJoin('person_face', 'person_face.face_id', 'descriptor.descriptor_id')
          .leftJoin('descriptor_vector', (join) => join.on(seen))
          .select(VECTOR_COLUMNS)
          .orderBy(PLACE_ON_DISK);
  const copy = sql<Buffer>`copy ${query} to stdout (format binary)`.compile(tx);
  const decoder = new CopyDecoder();
  for await (const { rows } of tx.getExecutor().stream(copy, 0)) {
    for (const piece of rows) {
      const batch = decoder.decode(piece).map(toRow);
      if (batch.length > 0) yield batch;
    }
  }
  decoder.end();
}

function toRow([descriptorId, personId, modelId, vector, accountId]: CopyValue[]): VectorRow {
  if (!descriptorId || !modelId || !vector || !accountId) {
    throw new Error('a vector without an id, a model, a value or an account');
  }
  return {
    descriptor_id: descriptorId.toString('latin1'),
    person_id: personId?.toString('latin1') ?? null,
    model_id: modelId.toString(),
    vector,
    account_id: accountId.toString('latin1'),
  };
}

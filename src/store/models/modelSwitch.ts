import { type Expression, type SqlBool, sql } from 'kysely';
import type { ListKind } from '../../domain/errors.ts';
import type { DescriptorId, ListId } from '../../domain/ids.ts';
import { recordChange } from '../lists/listChanges.ts';
import { readListHead } from '../lists/listHistory.ts';
import { LIST_KINDS, MEMBER_TABLES } from '../lists/listTables.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { ModelVectorStore } from '../ports/modelVectors.ts';
import { atomically, inChunks } from '../sql/context.ts';
import { inLockOrder, locking } from '../sql/lockRows.ts';

/** Exchanges the vectors of rows with those that lie beside them. */
export function createModelSwitch(context: StoreContext): Pick<ModelVectorStore, 'switchList' | 'switchSome'> {
  return {
    switchList: (listId, modelId) =>
      atomically(context, async (tx) => {
        const head = await readListHead(tx.db, listId);
        if (!head) return { switched: 0, kept: 0 };
        const faces = await facesOf(tx, head.kind, listId);
        const switched = await exchange(tx, faces, modelId);
        const kept = await countOthers(tx, head.kind, listId, modelId);
        return { switched, kept };
      }),

    switchSome: (modelId, limit) =>
      atomically(context, async (tx) => {
        const rows = await tx.db
          .selectFrom('descriptor_vector')
          .select('descriptor_id')
          .where('model_id', '=', modelId)
          .orderBy('descriptor_id')
          .limit(limit)
          .execute();
        const ids = rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
        return exchange(tx, ids, modelId);
      }),
  };
}

/** Everything that a search over the list can find. */
async function facesOf({ db }: StoreContext, kind: ListKind, listId: ListId): Promise<DescriptorId[]> {
  const rows =
    kind === 'persons'
      ? await db
          .selectFrom('list_person')
          .innerJoin('person_face', 'person_face.person_id', 'list_person.person_id')
          .select('person_face.face_id as id')
          .where('list_person.list_id', '=', listId)
          .execute()
      : await db.selectFrom('list_descriptor').select('descriptor_id as id').where('list_id', '=', listId).execute();
  return rows.map(({ id }) => id as DescriptorId);
}

/**
 * Gives the model to the descriptors that have a vector of it, in the order of locks, and tells every list that they are in: nodes that work in the
 * model find them from this commit on, and those of the former model go on finding them by the vector that is beside now.
 */
async function exchange(tx: StoreContext, faces: readonly DescriptorId[], modelId: string): Promise<number> {
  const { db, dialect } = tx;
  const locked = await inChunks(inLockOrder(faces), dialect.idsPerStatement, (chunk) =>
    locking(
      db
        .selectFrom('descriptor')
        .select('descriptor_id')
        .where('model_id', '!=', modelId)
        .where(dialect.isAmong('descriptor_id', chunk)),
      'descriptor',
      dialect,
    ).execute(),
  );
  const ready = await inChunks(
    locked.map(({ descriptor_id }) => descriptor_id),
    dialect.idsPerStatement,
    (chunk) =>
      db
        .selectFrom('descriptor_vector')
        .select('descriptor_id')
        .where('model_id', '=', modelId)
        .where(dialect.isAmong('descriptor_id', chunk))
        .execute(),
  );
  const ids = ready.map(({ descriptor_id }) => descriptor_id as DescriptorId);
  await inChunks(ids, dialect.idsPerStatement, async (chunk) => {
    const among = dialect.isAmong('descriptor_id', chunk);
    await exchangeRows(tx, modelId, among);
    return [];
  });
  await tellLists(tx, ids);
  return ids.length;
}

async function exchangeRows({ db, dialect }: StoreContext, modelId: string, among: Expression<SqlBool>): Promise<void> {
  await db
    .insertInto('descriptor_vector')
    .columns(['descriptor_id', 'model_id', 'in_use', 'vector'])
    .expression(
      db
        .selectFrom('descriptor')
        .select([
          'descriptor_id',
          'model_id',
          sql<boolean>`cast(${true} as ${dialect.columnTypes.boolean})`.as('in_use'),
          'vector',
        ])
        .where(among),
    )
    .execute();
  await db
    .updateTable('descriptor')
    .set((eb) => ({
      model_id: modelId,
      vector: eb
        .selectFrom('descriptor_vector')
        .select('descriptor_vector.vector')
        .whereRef('descriptor_vector.descriptor_id', '=', 'descriptor.descriptor_id')
        .where('descriptor_vector.model_id', '=', modelId)
        .$asScalar(),
    }))
    .where(among)
    .execute();
  await db.deleteFrom('descriptor_vector').where('model_id', '=', modelId).where(among).execute();
}

/** Lists of both kinds in the order of locks, each with the faces of it that were exchanged. */
async function tellLists(tx: StoreContext, ids: readonly DescriptorId[]): Promise<void> {
  const { db, dialect } = tx;
  for (const kind of LIST_KINDS) {
    const links = await inChunks(ids, dialect.idsPerStatement, (chunk) =>
      kind === 'persons'
        ? db
            .selectFrom(MEMBER_TABLES.persons)
            .innerJoin('person_face', 'person_face.person_id', 'list_person.person_id')
            .select(['list_person.list_id', 'person_face.face_id as id'])
            .where(dialect.isAmong('person_face.face_id', chunk))
            .execute()
        : db
            .selectFrom(MEMBER_TABLES.descriptors)
            .select(['list_id', 'descriptor_id as id'])
            .where(dialect.isAmong('descriptor_id', chunk))
            .execute(),
    );
    const members = new Map<string, DescriptorId[]>();
    for (const { list_id, id } of links) {
      const known = members.get(list_id);
      if (known) known.push(id as DescriptorId);
      else members.set(list_id, [id as DescriptorId]);
    }
    for (const listId of inLockOrder([...members.keys()])) {
      await recordChange(tx, [listId as ListId], { add: members.get(listId) ?? [] });
    }
  }
}

async function countOthers({ db }: StoreContext, kind: ListKind, listId: ListId, modelId: string): Promise<number> {
  const others = db.selectFrom('descriptor').where('model_id', '!=', modelId);
  const counted =
    kind === 'persons'
      ? others
          .innerJoin('person_face', 'person_face.face_id', 'descriptor.descriptor_id')
          .innerJoin('list_person', 'list_person.person_id', 'person_face.person_id')
          .where('list_person.list_id', '=', listId)
          .select((eb) => eb.fn.countAll<number>().as('count'))
      : others
          .innerJoin('list_descriptor', 'list_descriptor.descriptor_id', 'descriptor.descriptor_id')
          .where('list_descriptor.list_id', '=', listId)
          .select((eb) => eb.fn.countAll<number>().as('count'));
  const { count } = await counted.executeTakeFirstOrThrow();
  return Number(count);
}

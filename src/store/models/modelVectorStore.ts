import type { AccountId, DescriptorId, ListId } from '../../domain/ids.ts';
import { readListHead } from '../lists/listHistory.ts';
import { openVectors, sealVectors } from '../people/vectors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { ModelVectorStore } from '../ports/modelVectors.ts';
import { atomically } from '../sql/context.ts';
import { inLockOrder, locking } from '../sql/lockRows.ts';
import { BEFORE_ALL, memberIds } from './listFaces.ts';
import { createModelSwitch } from './modelSwitch.ts';

export function createModelVectorStore(context: StoreContext): ModelVectorStore {
  const { db, dialect } = context;

  const vectorless = (modelId: string) =>
    db
      .selectFrom('descriptor')
      .leftJoin('descriptor_vector', (join) =>
        join
          .onRef('descriptor_vector.descriptor_id', '=', 'descriptor.descriptor_id')
          .on('descriptor_vector.model_id', '=', modelId),
      )
      .where('descriptor.model_id', '!=', modelId)
      .where('descriptor_vector.model_id', 'is', null);

  /** The vectors whose descriptors exist, in the form in which they are stored. */
  async function sealed(vectors: Parameters<ModelVectorStore['put']>[1]): Promise<Map<DescriptorId, Uint8Array>> {
    const rows = await db
      .selectFrom('descriptor')
      .select(['descriptor_id', 'account_id'])
      .where(
        dialect.isAmong(
          'descriptor_id',
          vectors.map(({ descriptorId }) => descriptorId),
        ),
      )
      .execute();
    const owners = new Map(rows.map(({ descriptor_id, account_id }) => [descriptor_id, account_id as AccountId]));
    const stored = new Map<DescriptorId, Uint8Array>();
    for (const accountId of new Set(owners.values())) {
      const own = vectors.filter(({ descriptorId }) => owners.get(descriptorId) === accountId);
      const bytes = await sealVectors(context, accountId, own);
      for (const [index, { descriptorId }] of own.entries()) stored.set(descriptorId, bytes[index] as Uint8Array);
    }
    return stored;
  }

  return {
    ...createModelSwitch(context),

    async missing(modelId, after, limit) {
      const rows = await vectorless(modelId)
        .select(['descriptor.descriptor_id', 'descriptor.account_id', 'descriptor.has_portrait'])
        .where('descriptor.descriptor_id', '>', after ?? BEFORE_ALL)
        .orderBy('descriptor.descriptor_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        descriptorId: row.descriptor_id as DescriptorId,
        accountId: row.account_id as AccountId,
        hasPortrait: row.has_portrait,
      }));
    },

    async countMissing(modelId) {
      const { count } = await vectorless(modelId)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async put(modelId, vectors) {
      // Before the transaction: a new key of an account waits for an erasure of the account, which may wait for our locks.
      const stored = await sealed(vectors);
      return atomically(context, async (tx) => {
        const ids = inLockOrder([...stored.keys()]);
        // A descriptor that is being deleted is waited for, and then has no row to refer to.
        const rows = await locking(
          tx.db
            .selectFrom('descriptor')
            .select(['descriptor_id', 'model_id'])
            .where(dialect.isAmong('descriptor_id', ids)),
          'descriptor',
          dialect,
        ).execute();
        const there = new Set(
          rows.filter(({ model_id }) => model_id !== modelId).map(({ descriptor_id }) => descriptor_id),
        );
        const kept = [...stored]
          .filter(([descriptorId]) => there.has(descriptorId))
          .map(([descriptorId, vector]) => ({ descriptor_id: descriptorId, model_id: modelId, in_use: false, vector }));
        for (let from = 0; from < kept.length; from += dialect.rowsPerInsert) {
          await dialect
            .ignoringDuplicates(
              tx.db.insertInto('descriptor_vector').values(kept.slice(from, from + dialect.rowsPerInsert)),
            )
            .execute();
        }
        return kept.length;
      });
    },

    async *pairs(listId, modelId) {
      const head = await readListHead(db, listId);
      if (!head) return;
      const size = dialect.vectorsPerStatement;
      let ids = await memberIds(context, head.kind, listId, BEFORE_ALL, size);
      for (; ids.length > 0; ids = await memberIds(context, head.kind, listId, ids.at(-1) ?? '', size)) {
        const column = head.kind === 'persons' ? 'person_face.person_id' : 'descriptor.descriptor_id';
        const rows = await db
          .selectFrom('descriptor')
          .leftJoin('person_face', 'person_face.face_id', 'descriptor.descriptor_id')
          .leftJoin('descriptor_vector', (join) =>
            join
              .onRef('descriptor_vector.descriptor_id', '=', 'descriptor.descriptor_id')
              .on('descriptor_vector.model_id', '=', modelId),
          )
          .select([
            'descriptor.descriptor_id',
            'person_face.person_id',
            'descriptor.model_id',
            'descriptor.account_id',
            'descriptor.vector',
            'descriptor_vector.vector as other',
          ])
          .where(dialect.isAmong(column, ids))
          .execute();
        const own = await openVectors(context, rows);
        const beside = await openVectors(
          context,
          rows.flatMap((row) => (row.other ? [{ ...row, vector: row.other }] : [])),
        );
        const others = new Map(beside.map(({ descriptorId, vector }) => [descriptorId, vector]));
        yield own.map(({ descriptorId, personId, modelId: ownModel, vector }) => {
          const other = others.get(descriptorId);
          return { descriptorId, personId, own: { modelId: ownModel, vector }, ...(other && { other }) };
        });
      }
    },

    async listsToSwitch(modelId) {
      const rows = await db
        .selectFrom('list_person')
        .innerJoin('person_face', 'person_face.person_id', 'list_person.person_id')
        .innerJoin('descriptor_vector', 'descriptor_vector.descriptor_id', 'person_face.face_id')
        .select('list_person.list_id')
        .where('descriptor_vector.model_id', '=', modelId)
        .union(
          db
            .selectFrom('list_descriptor')
            .innerJoin('descriptor_vector', 'descriptor_vector.descriptor_id', 'list_descriptor.descriptor_id')
            .select('list_descriptor.list_id')
            .where('descriptor_vector.model_id', '=', modelId),
        )
        .execute();
      return rows.map(({ list_id }) => list_id as ListId).sort();
    },

    async forget(modelId, limit) {
      const rows = await db
        .selectFrom('descriptor_vector')
        .select('descriptor_id')
        .where('model_id', '=', modelId)
        .limit(limit)
        .execute();
      const ids = rows.map(({ descriptor_id }) => descriptor_id);
      if (ids.length === 0) return 0;
      await db
        .deleteFrom('descriptor_vector')
        .where('model_id', '=', modelId)
        .where(dialect.isAmong('descriptor_id', ids))
        .execute();
      return ids.length;
    },

    async counts() {
      const rows = await db
        .selectFrom('descriptor_vector')
        .select((eb) => ['model_id', 'in_use', eb.fn.countAll<number>().as('count')])
        .groupBy(['model_id', 'in_use'])
        .orderBy('model_id')
        .execute();
      return rows.map(({ model_id, in_use, count }) => ({ modelId: model_id, inUse: in_use, count: Number(count) }));
    },
  };
}

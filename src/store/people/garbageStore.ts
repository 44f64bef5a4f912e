import { inLanes } from '../../concurrency/inLanes.ts';
import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { GarbageStore } from '../ports/upkeep/garbage.ts';
import { atomically, inChunks } from '../sql/context.ts';
import { lockRows } from '../sql/lockRows.ts';

/**
 * Transactions that delete at the same time. The server's work on the foreign keys is most of it, one core for each
 * transaction; more than two would crowd out live traffic.
 */
const LANES = 2;

export function createGarbageStore(context: StoreContext): GarbageStore {
  const { dialect } = context;
  return {
    find: ({ accountId, unchangedSince, after, limit }) =>
      unlinked(context, unchangedSince, accountId)
        .select('has_portrait')
        .$if(after !== undefined, (query) => query.where('descriptor_id', '>', after as DescriptorId))
        .orderBy('descriptor_id')
        .limit(limit)
        .execute()
        .then((rows) => rows.map((row) => ({ descriptorId: row.descriptor_id, hasPortrait: row.has_portrait }))),

    async delete(descriptorIds, unchangedSince) {
      const chunks: (readonly DescriptorId[])[] = [];
      for (let from = 0; from < descriptorIds.length; from += dialect.idsPerStatement) {
        chunks.push(descriptorIds.slice(from, from + dialect.idsPerStatement));
      }
      const deleted: DescriptorId[] = [];
      await inLanes(chunks, dialect.concurrentTransactions ? LANES : 1, async (chunk) => {
        deleted.push(...(await deleteChunk(context, chunk, unchangedSince)));
      });
      return deleted;
    },

    async changedAfter(time) {
      const newer = context.db.selectFrom('descriptor').select('descriptor_id').where('last_update', '>', time);
      return (await newer.limit(1).executeTakeFirst()) !== undefined;
    },

    async illustrated(descriptorIds) {
      const rows = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        context.db
          .selectFrom('descriptor')
          .select('descriptor_id')
          .where(dialect.isAmong('descriptor_id', chunk))
          .where('has_portrait', '=', true)
          .execute(),
      );
      return new Set(rows.map(({ descriptor_id }) => descriptor_id as DescriptorId));
    },
  };
}

/**
 * One transaction. Rows are locked first and judged by a statement of its own: one that had to wait for an attach would
 * still see the links as they were before it.
 */
function deleteChunk(
  context: StoreContext,
  chunk: readonly DescriptorId[],
  unchangedSince: Timestamp,
): Promise<readonly DescriptorId[]> {
  const { isAmong } = context.dialect;
  return atomically(context, async (tx) => {
    await lockRows(tx, 'descriptor', (rows) => rows.where(isAmong('descriptor_id', chunk)));
    const garbage = await unlinked(tx, unchangedSince, undefined).where(isAmong('descriptor_id', chunk)).execute();
    const ids = garbage.map(({ descriptor_id }) => descriptor_id);
    if (ids.length > 0) await tx.db.deleteFrom('descriptor').where(isAmong('descriptor_id', ids)).execute();
    return ids;
  });
}

/** Descriptors that belong to no person and are in no list (contract 85). */
function unlinked({ db }: StoreContext, unchangedSince: Timestamp, accountId: AccountId | undefined) {
  return db
    .selectFrom('descriptor')
    .select('descriptor_id')
    .where('last_update', '<=', unchangedSince)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('person_face')
            .select('person_face.face_id')
            .whereRef('person_face.face_id', '=', 'descriptor.descriptor_id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('list_descriptor')
            .select('list_descriptor.descriptor_id')
            .whereRef('list_descriptor.descriptor_id', '=', 'descriptor.descriptor_id'),
        ),
      ),
    )
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId as AccountId))
    .$narrowType<{ descriptor_id: DescriptorId }>();
}

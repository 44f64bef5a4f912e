import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { ErasureStore } from '../ports/upkeep/erasure.ts';
import { atomically, inChunks } from '../sql/context.ts';
import { inLockOrder, lockRows } from '../sql/lockRows.ts';

/**
 * Notes portraits whose images must go, in the transaction that takes their rows or marks: a crash between that and the
 * deletion of the images leaves a note, and the next run that finds it finishes.
 */
export async function notePortraits(
  { db, dialect }: StoreContext,
  accountId: AccountId,
  descriptorIds: readonly string[],
  at: Timestamp,
): Promise<void> {
  for (let from = 0; from < descriptorIds.length; from += dialect.rowsPerInsert) {
    const rows = descriptorIds
      .slice(from, from + dialect.rowsPerInsert)
      .map((descriptor_id) => ({ descriptor_id, account_id: accountId, note_time: at }));
    await db.insertInto('portrait_erasure').values(rows).execute();
  }
}

/** What becomes of the notes. Several nodes may be at the same ones. */
export function createPortraitNotes(
  context: StoreContext,
): Pick<ErasureStore, 'pendingPortraits' | 'portraitsErased' | 'leavePortraits'> {
  const { db, dialect } = context;

  const locked = (
    descriptorIds: readonly DescriptorId[],
    work: (tx: StoreContext, chunk: readonly DescriptorId[]) => Promise<unknown>,
  ) =>
    atomically(context, async (tx) => {
      await inChunks(inLockOrder(descriptorIds), dialect.idsPerStatement, async (chunk) => {
        await lockRows(tx, 'portrait_erasure', (notes) => notes.where(dialect.isAmong('descriptor_id', chunk)));
        await work(tx, chunk);
        return [];
      });
    });

  return {
    async pendingPortraits({ accountId, notedBefore, limit }) {
      const rows = await db
        .selectFrom('portrait_erasure')
        .select('descriptor_id')
        .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? null))
        .$if(notedBefore !== undefined, (query) =>
          query.where(({ or, eb }) => or([eb('note_time', 'is', null), eb('note_time', '<=', notedBefore ?? null)])),
        )
        .orderBy('descriptor_id')
        .limit(limit)
        .execute();
      return rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
    },

    portraitsErased: (descriptorIds) =>
      locked(descriptorIds, (tx, chunk) =>
        tx.db.deleteFrom('portrait_erasure').where(dialect.isAmong('descriptor_id', chunk)).execute(),
      ),

    leavePortraits: (descriptorIds) =>
      locked(descriptorIds, (tx, chunk) =>
        tx.db
          .updateTable('portrait_erasure')
          .set({ note_time: null })
          .where(dialect.isAmong('descriptor_id', chunk))
          .execute(),
      ),
  };
}

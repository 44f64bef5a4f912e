import type { AccountId } from '../domain/ids.ts';
import type { Timestamp } from '../domain/time.ts';
import type { StoreContext } from './context.ts';

/**
 * Notes portraits whose images must go, in the transaction that takes their rows or marks: a crash between that and the
 * deletion of the images leaves a note, and whoever finds it finishes.
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

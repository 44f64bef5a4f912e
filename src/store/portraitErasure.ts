import type { StoreContext } from './context.ts';

/**
 * Notes portraits whose files must go, in the transaction that takes their rows or marks: a crash between that and the
 * deletion of the files leaves a note, and whoever finds it finishes.
 */
export async function notePortraits({ db, dialect }: StoreContext, descriptorIds: readonly string[]): Promise<void> {
  for (let from = 0; from < descriptorIds.length; from += dialect.rowsPerInsert) {
    const rows = descriptorIds.slice(from, from + dialect.rowsPerInsert).map((descriptor_id) => ({ descriptor_id }));
    await db.insertInto('portrait_erasure').values(rows).execute();
  }
}

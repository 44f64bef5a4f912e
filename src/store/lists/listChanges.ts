import { randomInt } from 'node:crypto';
import type { DescriptorId, ListId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically, inChunks } from '../sql/context.ts';
import { inLockOrder, locking } from '../sql/lockRows.ts';
import type { ListChangeTable } from '../sql/schema.ts';
import { LIST_KINDS, LIST_TABLES } from './listTables.ts';

export interface MembershipChange {
  readonly add?: readonly DescriptorId[];
  readonly remove?: readonly DescriptorId[];
}

/**
 * Versions that the log reaches back; of the one before them it keeps the stamp. A gallery that missed more reloads the list; without a bound the log of a busy
 * list would outgrow the list.
 */
const KEPT_VERSIONS = 1000;

/** The widest range that `randomInt` knows. */
const LARGEST_STAMP = 2 ** 48 - 1;

/**
 * Raises the version of each list by one, under a new stamp, and logs what changed. The row lock makes versions become visible in their
 * order and without gaps, which a sequence does not; a list that is gone is passed over, a change of nothing is none.
 */
export function recordChange(
  context: StoreContext,
  listIds: readonly ListId[],
  { add = [], remove = [] }: MembershipChange,
): Promise<void> {
  const operations = [
    ...remove.map((id) => ({ descriptor_id: id, operation: 'remove' as const })),
    ...add.map((id) => ({ descriptor_id: id, operation: 'add' as const })),
  ];
  if (operations.length === 0 || listIds.length === 0) return Promise.resolve();
  return atomically(context, async (tx) => {
    const stamp = randomInt(1, LARGEST_STAMP);
    const raised = await raiseVersions(tx, listIds, stamp);
    for (const { list_id, version } of raised) {
      await writeLog(
        tx,
        operations.map((operation, ordinal) => ({ list_id, version, stamp, ordinal, ...operation })),
      );
      if (version > KEPT_VERSIONS) {
        await tx.db
          .deleteFrom('list_change')
          .where('list_id', '=', list_id)
          .where('version', '<', version - KEPT_VERSIONS)
          .execute();
      }
    }
    const lists = raised.map(({ list_id, version }) => ({ listId: list_id as ListId, version }));
    for (const { listId } of lists) tx.changedLists?.add(listId);
    await tx.listIndex?.recordChange(tx, lists, { add, remove });
  });
}

/** @returns the new versions */
async function raiseVersions({ db, dialect }: StoreContext, listIds: readonly ListId[], stamp: number) {
  let ids = inLockOrder(listIds);
  const raised: { list_id: string; version: number }[] = [];
  for (const kind of LIST_KINDS) {
    const table = LIST_TABLES[kind];
    const rows = await inChunks(ids, dialect.idsPerStatement, (chunk) =>
      locking(
        db.selectFrom(table).select(['list_id', 'version']).where(dialect.isAmong('list_id', chunk)),
        table,
        dialect,
      ).execute(),
    );
    const found = rows.map(({ list_id }) => list_id);
    await inChunks(found, dialect.idsPerStatement, (chunk) =>
      db
        .updateTable(table)
        .set((eb) => ({ version: eb('version', '+', 1), stamp, update_time: dialect.utcNow }))
        .where(dialect.isAmong('list_id', chunk))
        .execute(),
    );
    raised.push(...rows.map(({ list_id, version }) => ({ list_id, version: version + 1 })));
    ids = ids.filter((id) => !found.includes(id));
  }
  return raised;
}

async function writeLog({ db, dialect }: StoreContext, rows: readonly ListChangeTable[]): Promise<void> {
  for (let from = 0; from < rows.length; from += dialect.rowsPerInsert) {
    await db
      .insertInto('list_change')
      .values(rows.slice(from, from + dialect.rowsPerInsert))
      .execute();
  }
}

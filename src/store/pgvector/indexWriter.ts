import { sql } from 'kysely';
import type { DescriptorId, ListId } from '../../domain/ids.ts';
import { ownRows, readVectors } from '../people/vectors.ts';
import type { ListIndexWriter, StoreContext } from '../ports/dialect.ts';
import { putRows, removeRows } from './indexRows.ts';
import type { VectorType } from './vectorIndex.ts';

/** Keeps the index in step in the transactions that change lists. */
export function createIndexWriter(type: VectorType): ListIndexWriter {
  return {
    async recordChange(tx, lists, { add, remove }) {
      const current: ListId[] = [];
      for (const { listId, version } of lists) {
        if (await takeVersion(tx, listId, version)) current.push(listId);
      }
      if (current.length === 0) return;
      for (const listId of current) await removeRows(tx, listId, remove);
      const vectors = await readVectors(ownRows(tx), add);
      for (const listId of current) await putRows(tx, type, listId, vectors);
    },
  };
}

/** Applies what the change log says; of a descriptor that was changed several times the last change. */
export async function applyChanges(
  tx: StoreContext,
  type: VectorType,
  listId: ListId,
  changes: readonly { readonly descriptor_id: string; readonly operation: 'add' | 'remove' }[],
): Promise<void> {
  const last = new Map(changes.map(({ descriptor_id, operation }) => [descriptor_id as DescriptorId, operation]));
  const added = [...last].flatMap(([id, operation]) => (operation === 'add' ? [id] : []));
  const vectors = await readVectors(ownRows(tx), added);
  const found = new Set(vectors.map(({ descriptorId }) => descriptorId));
  await removeRows(
    tx,
    listId,
    [...last.keys()].filter((id) => !found.has(id)),
  );
  await putRows(tx, type, listId, vectors);
}

/**
 * Moves the index's version along with the list's. A list that the index is behind with stays behind until somebody
 * advances it; one at its first version had nothing that could be found before.
 * @returns whether this change is the next one for the index
 */
async function takeVersion({ db }: StoreContext, listId: ListId, version: number): Promise<boolean> {
  const { rows } = await (version === 1
    ? sql`
        insert into gallery_list (list_id, version) values (${listId}::uuid, 1)
        on conflict (list_id) do update set version = 1 where gallery_list.version = 0 returning 1 as taken`
    : sql`
        update gallery_list set version = ${version} where list_id = ${listId}::uuid and version = ${version - 1}
        returning 1 as taken`
  ).execute(db);
  return rows.length > 0;
}

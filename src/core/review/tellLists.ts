import type { DescriptorId } from '../../domain/ids.ts';
import type { Stores } from '../../store/store.ts';
import type { LockedMembers } from '../persons/lockMembers.ts';

/**
 * Descriptors lists show their galleries the owner of each descriptor: to add one once more brings its new owner
 * (`core/persons/persons.ts`).
 */
export async function tellDescriptorsLists(
  tx: Stores,
  { descriptorsLists }: LockedMembers,
  faces: readonly DescriptorId[],
): Promise<void> {
  const moved = new Set(faces);
  for (const [listId, members] of descriptorsLists) {
    const add = members.filter((id) => moved.has(id));
    if (add.length > 0) await tx.lists.recordChange([listId], { add });
  }
}

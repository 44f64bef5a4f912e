import type { Inventory } from './inventory.ts';

/** Whether a list or a descriptor was made here, and came from nowhere: the import lets its links be. */
export type IsLocal = (id: string) => boolean;

export function createIsLocal({ lists, descriptors }: Inventory, brought: ReadonlySet<string>): IsLocal {
  return (id) => !lists.has(id) && !descriptors.has(id) && !brought.has(id);
}

/** Links as they shall be: those of the old side, and those to what is local. */
export function withLocal(
  wanted: readonly string[],
  held: readonly string[] = [],
  isLocal: IsLocal,
): readonly string[] {
  return [...wanted, ...held.filter((id) => isLocal(id))];
}

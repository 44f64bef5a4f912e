import type { ListKind } from '../../domain/errors.ts';

/** Both kinds have tables of the same shape; where a kind is not given the id is looked for in both. */
export const LIST_TABLES = { persons: 'persons_list', descriptors: 'descriptors_list' } as const;
export const MEMBER_TABLES = { persons: 'list_person', descriptors: 'list_descriptor' } as const;
/** In the order of locks (`sql/lockRows.ts`). */
export const LIST_KINDS: readonly ListKind[] = ['persons', 'descriptors'];

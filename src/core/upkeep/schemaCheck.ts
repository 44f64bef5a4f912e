import type { Store } from '../../store/store.ts';

/** Compares the database with what migrations make; reads only. */
export type SchemaCheck = Store['checkSchema'];

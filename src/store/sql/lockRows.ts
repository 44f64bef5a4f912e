import { type SelectQueryBuilder, sql } from 'kysely';
import type { StoreContext } from '../ports/dialect.ts';
import type { Database } from './schema.ts';

/**
 * The one order in which transactions lock rows: the tables from top to bottom, each once, and the rows of a table in the
 * order of these columns. Two transactions that keep to it never wait for each other in a circle. Every lock of the stores
 * is taken here; `core/persons/lockMembers.ts` locks what a change of links needs, in this order.
 */
export const LOCK_ORDER = {
  account: ['account_id'],
  handler: ['handler_id'],
  person: ['person_id'],
  descriptor: ['descriptor_id'],
  persons_list: ['list_id'],
  descriptors_list: ['list_id'],
  portrait: ['descriptor_id', 'side'],
  portrait_erasure: ['descriptor_id'],
  account_token: ['token_id'],
  idempotency_key: ['account_id', 'key_hash'],
  audit_mark: ['name'],
} as const satisfies { readonly [Table in keyof Database]?: readonly (keyof Database[Table])[] };

export type LockedTable = keyof typeof LOCK_ORDER;

/** A query that also locks the rows that it reads, until the transaction ends; without an order of its own. */
export function locking<Table extends LockedTable, Row>(
  query: SelectQueryBuilder<Database, Table, Row>,
  table: Table,
  { concurrentTransactions }: StoreContext['dialect'],
): SelectQueryBuilder<Database, Table, Row> {
  if (!concurrentTransactions) return query;
  const columns: readonly string[] = LOCK_ORDER[table];
  return columns.reduce((ordered, column) => ordered.orderBy(sql.ref(column)), query).forUpdate();
}

/** Locks rows that need not be read; sends nothing where transactions follow each other. */
export async function lockRows<Table extends LockedTable>(
  { db, dialect }: StoreContext,
  table: Table,
  which: (rows: SelectQueryBuilder<Database, Table, unknown>) => SelectQueryBuilder<Database, Table, unknown>,
): Promise<void> {
  if (!dialect.concurrentTransactions) return;
  const rows = db.selectFrom(table) as unknown as SelectQueryBuilder<Database, Table, unknown>;
  await locking(which(rows), table, dialect).select(sql`1`.as('found')).execute();
}

/** Ids in the order of locks, for statements that take several chunks of them. */
export function inLockOrder<Id extends string>(ids: readonly Id[]): Id[] {
  return [...new Set(ids)].sort();
}

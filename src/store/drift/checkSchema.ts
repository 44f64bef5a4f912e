import type { StoreContext } from '../context.ts';
import { pendingMigrations } from '../migrations/migrate.ts';
import type { SchemaReport } from '../store.ts';
import { findDrift } from './findDrift.ts';

/** See `Store.checkSchema`. @throws StoreRefused('newer') */
export async function checkSchema(context: StoreContext): Promise<SchemaReport> {
  const pending = (await pendingMigrations(context.db, context.dialect)).map(({ name }) => name);
  const drift = (await findDrift(context)).map(({ message }) => message);
  return { pending, drift };
}

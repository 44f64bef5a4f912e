import { appliedMigrations, migrationsAfter } from '../migrations/migrate.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { SchemaReport } from '../store.ts';
import { findDrift } from './findDrift.ts';

/** See `Store.checkSchema`. @throws StoreRefused('newer') */
export async function checkSchema(context: StoreContext): Promise<SchemaReport> {
  const applied = await appliedMigrations(context.db, context.dialect);
  const pending = migrationsAfter(applied).map(({ name }) => name);
  const drift = (await findDrift(context)).map(({ message }) => message);
  return { applied, pending, drift };
}

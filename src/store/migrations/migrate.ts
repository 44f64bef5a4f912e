import type { Kysely } from 'kysely';
import type { Dialect } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';
import { StoreRefused } from '../sql/storeErrors.ts';
import { applySteps, prepareLock } from './applySteps.ts';
import { explainRefusal } from './explainRefusal.ts';
import type { Migration } from './migration.ts';
import { hasTable, makeRecord } from './migrationRecord.ts';
import { tokenPermissions } from './steps/accounts/tokenPermissions.ts';
import { auditBatches } from './steps/audit/auditBatches.ts';
import { auditLog } from './steps/audit/auditLog.ts';
import { descriptorModels } from './steps/descriptorModels.ts';
import { encryption } from './steps/encryption.ts';
import { idempotencyKeys } from './steps/idempotencyKeys.ts';
import { initialSchema } from './steps/initialSchema.ts';
import { invitations } from './steps/invitations.ts';
import { listStamps } from './steps/listStamps.ts';
import { modelVectors } from './steps/modelVectors.ts';
import { portraitBucket } from './steps/portraitBucket.ts';
import { portraits } from './steps/portraits.ts';
import { retention } from './steps/retention.ts';
import { review } from './steps/review.ts';

/** All of them, in the order of application. Only ever appended to. */
export const MIGRATIONS: readonly Migration[] = [
  initialSchema,
  listStamps,
  retention,
  portraits,
  idempotencyKeys,
  invitations,
  descriptorModels,
  auditLog,
  review,
  modelVectors,
  encryption,
  portraitBucket,
  tokenPermissions,
  auditBatches,
];

/** Names of the migrations that the database has seen; reads only. */
export async function appliedMigrations(db: Kysely<Database>, dialect: Dialect): Promise<readonly string[]> {
  if (!(await hasTable(db, dialect, 'schema_migration'))) return [];
  const applied = await db.selectFrom('schema_migration').select('name').orderBy('name').execute();
  return applied.map(({ name }) => name);
}

/**
 * Migrations that a database which has seen those has not seen yet.
 * @throws StoreRefused('newer') when it has seen one that this code does not know
 */
export function migrationsAfter(
  applied: readonly string[],
  migrations: readonly Migration[] = MIGRATIONS,
): readonly Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new StoreRefused(
      'newer',
      `the database was made by a newer version of this program (it has ${unknown.join(', ')}): install that version`,
    );
  }
  const done = new Set(applied);
  return migrations.filter(({ name }) => !done.has(name));
}

/** Migrations that the database has not seen yet; reads only. @throws StoreRefused('newer') */
export async function pendingMigrations(
  db: Kysely<Database>,
  dialect: Dialect,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly Migration[]> {
  return migrationsAfter(await appliedMigrations(db, dialect), migrations);
}

/**
 * Applies what is pending, each migration in a transaction of its own. Several nodes may start at the same time: one
 * works, the others wait and then find nothing to do.
 * @returns names of what this call applied
 * @throws StoreRefused('newer')
 */
export async function migrate(
  db: Kysely<Database>,
  dialect: Dialect,
  options: { readonly migrations?: readonly Migration[]; readonly onApply?: (name: string) => void } = {},
): Promise<readonly string[]> {
  const { migrations = MIGRATIONS, onApply } = options;
  const applied: string[] = [];
  // The usual start has nothing to do and takes no lock.
  let pending = await pendingMigrations(db, dialect, migrations);
  while (pending.length > 0) {
    pending = await underLock(db, dialect, async (tx) => {
      // Read again: another node may have been here before the lock was ours.
      const [next, ...rest] = await pendingMigrations(tx, dialect, migrations);
      if (!next) return [];
      onApply?.(next.name);
      await apply(tx, dialect, next).catch((error: unknown) => {
        throw explainRefusal(dialect, next.name, error);
      });
      applied.push(next.name);
      return rest;
    });
  }
  return applied;
}

/** Holds the lock in a transaction, and works in it where what it does can be part of it. */
async function underLock<Result>(
  db: Kysely<Database>,
  { migrationLock, stepwiseDdl }: Dialect,
  work: (db: Kysely<Database>) => Promise<Result>,
): Promise<Result> {
  if (stepwiseDdl) await prepareLock(db, stepwiseDdl);
  return db.transaction().execute(async (tx) => {
    await migrationLock?.execute(tx);
    // A CREATE that commits by itself would end this transaction, and the lock with it.
    return work(stepwiseDdl ? db : tx);
  });
}

async function apply(tx: Kysely<Database>, dialect: Dialect, migration: Migration): Promise<void> {
  if (dialect.stepwiseDdl) return applySteps(tx, dialect, dialect.stepwiseDdl, migration);
  await makeRecord(tx, dialect);
  for (const statement of migration.statements(tx, dialect)) await tx.executeQuery(statement);
  await tx.insertInto('schema_migration').values({ name: migration.name, time: dialect.utcNow }).execute();
}

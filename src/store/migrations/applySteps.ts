import type { Kysely } from 'kysely';
import { Unavailable } from '../../domain/errors.ts';
import type { Dialect, StepwiseDdl } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';
import type { Migration } from './migration.ts';
import { lastStep, makeRecord, makeStepRecord } from './migrationRecord.ts';

/** Makes the table of the migration lock; several nodes may do so at the same time. */
export async function prepareLock(db: Kysely<Database>, ddl: StepwiseDdl): Promise<void> {
  await ddl.prepareLock.execute(db).catch((error: unknown) => {
    if (!ddl.wasDoneBefore(error)) throw error;
  });
}

/**
 * Applies a migration whose statements commit one by one. A step is recorded before it is executed, so that after a
 * crash all recorded ones but the last are known to be done; the last one is executed again and may then find that it
 * was. Any other step that finds so met an object that is not ours, and fails.
 */
export async function applySteps(
  db: Kysely<Database>,
  dialect: Dialect,
  ddl: StepwiseDdl,
  migration: Migration,
): Promise<void> {
  await makeRecord(db, dialect);
  await makeStepRecord(db, dialect);
  const { name } = migration;
  const last = await lastStep(db, name);
  for (const [step, statement] of migration.statements(db, dialect).entries()) {
    if (step < last) continue;
    const again = step === last;
    if (!again) await db.insertInto('schema_migration_step').values({ migration: name, step }).execute();
    try {
      await db.executeQuery(statement);
    } catch (error) {
      const wasDone = ddl.wasDoneBefore(error);
      if (wasDone && again) continue;
      // An answer means that nothing was done; without one the outcome is unknown, and the record stays.
      if (!(error instanceof Unavailable)) await forget(db, name, step);
      throw error;
    }
  }
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('schema_migration').values({ name, time: dialect.utcNow }).execute();
    await tx.deleteFrom('schema_migration_step').where('migration', '=', name).execute();
  });
}

async function forget(db: Kysely<Database>, migration: string, step: number): Promise<void> {
  await db.deleteFrom('schema_migration_step').where('migration', '=', migration).where('step', '=', step).execute();
}

import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { MIGRATIONS, migrate, pendingMigrations } from '../../../src/store/migrations/migrate.ts';
import type { Migration } from '../../../src/store/migrations/migration.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import { LASTING_DATABASES, openWithoutTables, type TestDatabase } from './support/databases.ts';

const SILENT = { info: () => undefined, warn: () => undefined };

const step = (name: string, ...statements: string[]): Migration => ({
  name,
  statements: (db: Kysely<never>) => statements.map((statement) => sql.raw(statement).compile(db)),
});

describe.each(LASTING_DATABASES)('migrations on $name', ({ create }) => {
  let database: TestDatabase;
  let open: OpenDatabase;

  beforeEach(async () => {
    database = await create();
    open = await openWithoutTables(database.options);
  });
  afterEach(async () => {
    await open.close();
    await database.remove();
  });

  async function tables(): Promise<string[]> {
    const all = await open.db.introspection.getTables();
    return all.map(({ name }) => name).sort();
  }

  it('make every table once', async () => {
    const { db, dialect } = open;
    expect((await pendingMigrations(db, dialect)).map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(await tables()).toEqual([]);
    const told: string[] = [];
    const applied = await migrate(db, dialect, { onApply: (name) => told.push(name) });
    expect(applied).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(told).toEqual(applied);
    expect(await tables()).toEqual([
      'account',
      'account_key',
      'account_retention',
      'account_token',
      'audit_batch',
      'audit_entry',
      'audit_mark',
      'descriptor',
      'descriptor_vector',
      'descriptors_list',
      'dismissed_face',
      'encryption_state',
      'handler',
      'idempotency_key',
      'invitation',
      'list_change',
      'list_descriptor',
      'list_person',
      'person',
      'person_action',
      'person_face',
      'persons_list',
      'portrait',
      'portrait_erasure',
      'portrait_place',
      'rejected_face',
      'rejected_person',
      'review_result',
      'review_run',
      'schema_migration',
    ]);
    expect(await migrate(db, dialect)).toEqual([]);
    expect(await pendingMigrations(db, dialect)).toEqual([]);
  });

  it('keep the names of contract 90 and fit into thirty characters', async () => {
    await migrate(open.db, open.dialect);
    const { rows } = await sql<{ name: string }>`
      select indexname as name from pg_indexes where schemaname = 'public'
      union select conname from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`.execute(
      open.db,
    );
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['create_persons_list_time_index', 'create_descr_list_time_index', 'person_face_pk']),
    );
    expect(names.filter((name) => name.length > 30)).toEqual([]);
  });

  it('leave nothing of one that fails, and keep those before it', async () => {
    const { db, dialect } = open;
    const good = step('0001_good', 'create table good (a int)');
    const bad = step('0002_bad', 'create table half (a int)', 'create table half (a int)');
    await expect(migrate(db, dialect, { migrations: [good, bad] })).rejects.toThrow();
    expect(await tables()).toEqual(['good', 'schema_migration']);
    expect(await pendingMigrations(db, dialect, [good, bad])).toEqual([bad]);
    const repaired = step('0002_bad', 'create table half (a int)');
    expect(await migrate(db, dialect, { migrations: [good, repaired] })).toEqual(['0002_bad']);
  });

  it('are applied once when several nodes start together', async () => {
    const { db, dialect } = open;
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(db, dialect)));
    expect(applied.flat().sort()).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('refuse a database that a newer version made, and leave it as it is', async () => {
    const { db, dialect } = open;
    await migrate(db, dialect, { migrations: [...MIGRATIONS, step('9999_later', 'create table later (a int)')] });
    await expect(migrate(db, dialect)).rejects.toMatchObject({
      name: 'StoreRefused',
      reason: 'newer',
      message: expect.stringContaining('9999_later'),
    });
    await open.close();
    await expect(openStore(database.options)).rejects.toMatchObject({ reason: 'newer' });
    // The refusal let go of everything.
    open = await openDatabase(database.options, SILENT);
    expect(await tables()).toContain('later');
  });
});

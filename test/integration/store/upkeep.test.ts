import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { newId } from '../../../src/domain/ids.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import { CONDITION_MS } from '../../support/patience.ts';
import { clock } from './support/rows.ts';

const SILENT = { info: () => undefined, warn: () => undefined };

describe('upkeep of PGlite', () => {
  let database: OpenDatabase;
  const accountId = newId();

  beforeAll(async () => {
    database = await openDatabase({ type: 'pglite', directory: 'memory' }, SILENT);
    await migrate(database.db, database.dialect);
  });
  afterAll(() => database.close());

  async function write(rows: number): Promise<void> {
    const values = Array.from({ length: rows }, () => ({
      person_id: newId(),
      account_id: accountId,
      user_data: '',
      external_id: null,
      create_time: clock(),
    }));
    await database.db.insertInto('person').values(values).execute();
  }

  async function knownRows(): Promise<number> {
    const { rows } = await sql<{ tuples: string }>`
      select reltuples::text as tuples from pg_class where relname = 'person'`.execute(database.db);
    return Number(rows[0]?.tuples);
  }

  it('counts again as the database grows, and not for a few rows', async () => {
    await database.db
      .insertInto('account')
      .values({
        account_id: accountId,
        active: true,
        email: 'a@example.org',
        password: 'x',
        organization_name: '',
        create_time: clock(),
      })
      .execute();
    await write(300);
    await vi.waitFor(async () => expect(await knownRows()).toBe(300), { timeout: CONDITION_MS });
    await write(10);
    await sql`select 1`.execute(database.db);
    expect(await knownRows()).toBe(300);
    await write(3000);
    await vi.waitFor(async () => expect(await knownRows()).toBe(3310), { timeout: CONDITION_MS });
  });

  it('passes over tables that have not changed', async () => {
    const { rows } = await sql<{ table: string }>`
      select relname as table from pg_stat_user_tables where last_analyze is not null`.execute(database.db);
    expect(rows.map(({ table }) => table)).toEqual(['person']);
  });

  it('lets a plan that was made for an empty table go', async () => {
    const find = database.db
      .selectFrom('person')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('person_id', '=', newId())
      .compile();
    const plan = await database.db.executeQuery<{ 'QUERY PLAN': string }>({ ...find, sql: `explain ${find.sql}` });
    expect(plan.rows[0]?.['QUERY PLAN']).toContain('person_pk');
  });

  it('lets go of the log that it needs no more, however much is written', async () => {
    const pieces = 90;
    const megabyte = sql`select string_agg(md5(random()::text), '') from generate_series(1, 32768)`;
    await sql`create table filler (text text)`.execute(database.db);
    const toReplay = async () => {
      const { rows } = await sql<{ bytes: string }>`
        select (pg_current_wal_insert_lsn() - redo_lsn)::bigint as bytes
        from pg_control_checkpoint()`.execute(database.db);
      return Number(rows[0]?.bytes) / 1048576;
    };
    for (let piece = 0; piece < pieces; piece++) await sql`insert into filler ${megabyte}`.execute(database.db);
    await vi.waitFor(
      async () => {
        // A write, as they come in a database that is used.
        await sql`insert into filler values ('')`.execute(database.db);
        expect(await toReplay()).toBeLessThan(64);
      },
      { timeout: CONDITION_MS, interval: 200 },
    );
    await sql`drop table filler`.execute(database.db);
  });
});

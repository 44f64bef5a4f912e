import { type Generated, Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hostsKyselyDialect } from '../../../src/databases/postgres/kyselyDriver.ts';
import { StatementNames } from '../../../src/databases/postgres/statementNames.ts';
import { OutcomeUnknown, Unavailable } from '../../../src/domain/errors.ts';
import { RolledBack, UniqueViolation } from '../../../src/store/sql/storeErrors.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { openHosts } from '../../support/postgres/openHosts.ts';
import { DATABASE, type PostgresServer } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';

interface Tables {
  note: { id: Generated<number>; word: string };
}

describe('Kysely over several hosts', () => {
  let installation: Installation;
  let server: PostgresServer;
  let db: Kysely<Tables>;
  let notes: string[];

  beforeAll(async () => {
    installation = await installPostgres();
    server = await startServer(installation, 'kysely');
    await server.query('create table note (id serial primary key, word text unique)', DATABASE);
    await server.query('grant all on all tables in schema public to luna', DATABASE);
    await server.query('grant all on all sequences in schema public to luna', DATABASE);
  });

  afterAll(async () => {
    await server.destroy();
    await installation.remove();
  });

  beforeEach(async () => {
    await server.query('truncate note', DATABASE);
    const pool = await openHosts([server], { size: 2, queryTimeoutMs: 5000 });
    notes = [];
    const names = new StatementNames('auto', { info: (_, message) => notes.push(message) });
    db = new Kysely<Tables>({ dialect: hostsKyselyDialect(pool, { names, closeTimeoutMs: 1000 }) });
  });

  afterEach(() => db.destroy());

  /** Ends every connection of the service, once one of its statements has been running for a moment. */
  async function cutDuringStatement(): Promise<void> {
    const running = `from pg_stat_activity where usename = 'luna' and state = 'active'`;
    while ((await server.query(`select 1 as one ${running}`)).length === 0);
    await server.query(`select pg_terminate_backend(pid, 5000) ${running}`);
  }

  const words = () => server.query<{ word: string }>('select word from note order by id', DATABASE);
  /** Slow the first time alone: the second connection finds the row that the cut leaves behind. */
  const slowly = sql<number>`(select 1 from pg_sleep(case when exists (select from note where word = 'cut') then 0 else 20 end))`;

  it('sends a read again whose connection broke', async () => {
    await db.insertInto('note').values({ word: 'first' }).execute();
    const reading = db
      .selectFrom('note')
      .select(['word', slowly.as('slow')])
      .execute();
    await server.query(`insert into note (word) values ('cut')`, DATABASE);
    await cutDuringStatement();
    expect((await reading).map(({ word }) => word)).toEqual(['first', 'cut']);
  });

  it('does not send again what locks or writes', async () => {
    await db.insertInto('note').values({ word: 'first' }).execute();
    const locking = db
      .selectFrom('note')
      .select(['word', slowly.as('slow')])
      .forUpdate()
      .execute();
    const told = expect(locking).rejects.toBeInstanceOf(OutcomeUnknown);
    await cutDuringStatement();
    await told;
    const writing = db
      .updateTable('note')
      .set({ word: sql`case when pg_sleep(20) is null then 'x' else 'y' end` })
      .execute();
    const toldToo = expect(writing).rejects.toBeInstanceOf(OutcomeUnknown);
    await cutDuringStatement();
    await toldToo;
    expect(await words()).toEqual([{ word: 'first' }]);
  });

  it('fails a transaction whose connection broke, as not done', async () => {
    const work = db.transaction().execute(async (tx) => {
      await tx.insertInto('note').values({ word: 'first' }).execute();
      await tx.selectFrom('note').select(slowly.as('slow')).execute();
    });
    const told = work.catch((error: unknown) => error);
    await cutDuringStatement();
    expect(await told).toBeInstanceOf(Unavailable);
    expect(await told).not.toBeInstanceOf(OutcomeUnknown);
    expect(await words()).toEqual([]);
  });

  it('begins a transaction on another connection when its own has gone', async () => {
    await db.selectFrom('note').selectAll().execute();
    await server.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'luna'`);
    await db.transaction().execute((tx) => tx.insertInto('note').values({ word: 'begun' }).execute());
    expect(await words()).toEqual([{ word: 'begun' }]);
  });

  it('rolls back for the caller, and passes the reason on', async () => {
    const work = db.transaction().execute(async (tx) => {
      await tx.insertInto('note').values({ word: 'first' }).execute();
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await words()).toEqual([]);
  });

  it('does not take the silent end of a failed transaction for a commit', async () => {
    const work = db.transaction().execute(async (tx) => {
      await tx.insertInto('note').values({ word: 'first' }).execute();
      await sql`select 1/0`.execute(tx).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('a failed transaction cannot be committed');
    expect(await words()).toEqual([]);
  });

  it('turns errors of statements into those of the store', async () => {
    await db.insertInto('note').values({ word: 'first' }).execute();
    await expect(db.insertInto('note').values({ word: 'first' }).execute()).rejects.toBeInstanceOf(UniqueViolation);
    expect((await db.updateTable('note').set({ word: 'second' }).executeTakeFirst()).numUpdatedRows).toBe(1n);
  });

  describe('statements under names', () => {
    const all = () => db.selectFrom('note').selectAll().execute();
    const prepared = async () => {
      const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db);
      return rows.map(({ statement }) => statement);
    };
    beforeEach(async () => {
      for (let time = 0; time < 3; time++) await all();
    });

    it('are parsed once', async () => {
      expect(await prepared()).toEqual(['select * from "note"']);
    });

    it('are sent without, once the server has lost them', async () => {
      await sql`deallocate all`.execute(db);
      expect(await all()).toEqual([]);
      expect(await all()).toEqual([]);
      expect(await prepared()).toEqual([]);
      expect(notes).toEqual([expect.stringContaining('DB_PREPARED')]);
    });

    it('end a transaction that may be begun anew', async () => {
      await sql`deallocate all`.execute(db);
      const insertAndRead = () =>
        db.transaction().execute(async (tx) => {
          await tx.insertInto('note').values({ word: 'kept once' }).execute();
          return tx.selectFrom('note').selectAll().execute();
        });
      await expect(insertAndRead()).rejects.toBeInstanceOf(RolledBack);
      expect(await insertAndRead()).toHaveLength(1);
      expect(await words()).toEqual([{ word: 'kept once' }]);
    });

    it('are planned anew after a table has changed', async () => {
      await server.query('alter table note add column later int', DATABASE);
      try {
        await server.query(`insert into note (word) values ('wide')`, DATABASE);
        expect(await all()).toEqual([expect.objectContaining({ word: 'wide', later: null })]);
        for (let time = 0; time < 3; time++) await all();
        expect(notes).toEqual([]);
      } finally {
        await server.query('alter table note drop column later', DATABASE);
      }
    });
  });
});

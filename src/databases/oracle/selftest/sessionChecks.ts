import { sql } from 'kysely';
import { Unavailable } from '../../../domain/errors.ts';
import { failureOf } from '../oracleErrors.ts';
import { CannotRun, type Check, codeOf, Differs, expectSame, failing, inSession } from './check.ts';

/** More than a session keeps, and than `OPEN_CURSORS` allows as databases are made. */
const STATEMENTS = 400;

/** Sessions: their cursors, their ends, and how the pool goes on. */
export const sessionChecks: readonly Check[] = [
  {
    name: 'statement cache',
    assumed: `${STATEMENTS} different statements on one session, twice, meet no ORA-01000`,
    async run({ db }) {
      await db.connection().execute(async (one) => {
        for (let round = 0; round < 2; round++) {
          for (let each = 0; each < STATEMENTS; each++) {
            await sql`select ${sql.lit(each)} as number_of_it from dual`.execute(one);
          }
        }
      });
      return 'none';
    },
  },
  {
    name: 'a statement that is kept while its table changes',
    assumed: 'after ALTER TABLE by another session it gives the right answer again',
    async run({ db, session }) {
      await db.insertInto('lbst_item').values({ item_id: 'a' }).execute();
      const own = await session();
      await inSession(own, 'create table lbst_changing (item_id varchar2(36))');
      const answers: unknown[] = [];
      await db.connection().execute(async (one) => {
        const ask = async () => {
          const { rows } = await sql<{ count: number }>`select count(*) as count from lbst_changing`.execute(one);
          return rows[0]?.count;
        };
        answers.push(await ask());
        await inSession(own, 'alter table lbst_changing add version number(19) default 0 not null');
        await inSession(own, `insert into lbst_changing (item_id) values ('a')`);
        await own.commit();
        answers.push(await ask());
      });
      return expectSame(answers, [0, 1]);
    },
  },
  {
    name: 'a statement by itself',
    assumed: 'it is committed when it is answered: another session sees it',
    async run({ db, session }) {
      await db.insertInto('lbst_item').values({ item_id: 'a' }).execute();
      return expectSame(await inSession(await session(), 'select item_id from lbst_item'), [['a']]);
    },
  },
  {
    name: 'a session that ends without a commit',
    assumed: 'its connection is cut: its rows are gone and its locks free, within some seconds',
    async run({ db, session }) {
      await db.insertInto('lbst_item').values({ item_id: 'a', user_data: 'old' }).execute();
      const lost = await session();
      await inSession(lost, `update lbst_item set user_data = 'new'`);
      await lost.close({ drop: true });
      const began = performance.now();
      await db.updateTable('lbst_item').set({ external_id: 'x' }).execute();
      const rows = await db.selectFrom('lbst_item').select(['user_data', 'external_id']).execute();
      return `${expectSame(rows, [{ user_data: 'old', external_id: 'x' }])} after ${Math.round(performance.now() - began)} ms`;
    },
  },
  {
    name: 'a call that is given up',
    assumed: 'the driver ends it in time with NJS-123 or ORA-03156, or the connection counts as lost; others go on',
    async run({ db, session }) {
      await db.insertInto('lbst_item').values({ item_id: 'a' }).execute();
      const [holder, waiting] = [await session(), await session()];
      const lock = 'select item_id from lbst_item for update';
      await inSession(holder, lock);
      waiting.callTimeout = 1000;
      const began = performance.now();
      const error = await failing(inSession(waiting, lock));
      if (failureOf(error) === 'statement') throw new Differs(`${codeOf(error)}, which is none of a lost connection`);
      await db.selectFrom('lbst_item').select('item_id').execute();
      return `${codeOf(error)} after ${Math.round(performance.now() - began)} ms`;
    },
  },
  {
    name: 'a call that is cancelled',
    assumed: 'break() ends it with ORA-01013, and the session lives on',
    async run({ db, session }) {
      await db.insertInto('lbst_item').values({ item_id: 'a' }).execute();
      const [holder, waiting] = [await session(), await session()];
      const lock = 'select item_id from lbst_item for update';
      await inSession(holder, lock);
      const asked = failing(inSession(waiting, lock));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await waiting.break();
      const error = await asked;
      expectSame(codeOf(error), 'ORA-01013');
      await waiting.rollback();
      expectSame(await inSession(waiting, 'select 1 from dual'), [[1]]);
      return codeOf(error);
    },
  },
  {
    name: 'pool after a killed session',
    assumed: 'the transaction fails as one that may be tried again, and the pool goes on with another session',
    async run({ db, session }) {
      const killer = await session();
      const outcome = await failing(
        db.transaction().execute(async (tx) => {
          const { rows } = await sql<{ sid: number; serial: number }>`
            select dbms_debug_jdwp.current_session_id as sid, dbms_debug_jdwp.current_session_serial as serial
            from dual`.execute(tx);
          const victim = rows[0];
          if (!victim) throw new CannotRun('the session has no number');
          const kill = `alter system kill session '${victim.sid},${victim.serial}' immediate`;
          await inSession(killer, kill).catch((error: unknown) => {
            throw new CannotRun(`${codeOf(error)}: it takes the right ALTER SYSTEM, for the time of the selftest`);
          });
          await tx.selectFrom('lbst_item').select('item_id').execute();
        }),
      );
      if (outcome instanceof CannotRun) throw outcome;
      if (!(outcome instanceof Unavailable)) throw new Differs(codeOf(outcome));
      for (let each = 0; each < 10; each++) await sql`select 1 as found from dual`.execute(db);
      return `${codeOf(outcome)}, then ten answers`;
    },
  },
];

import { Unavailable } from '../../../domain/errors.ts';
import { RolledBack } from '../../../store/sql/storeErrors.ts';
import { fromOracleError } from '../oracleErrors.ts';
import {
  type Bench,
  type Check,
  codeOf,
  Differs,
  expectCode,
  expectSame,
  failing,
  inSession,
  isBlocked,
} from './check.ts';

const LOCK_A = `select item_id from lbst_item where item_id = 'a' order by item_id for update`;

/** Locks and what two sessions see of each other. */
export const lockChecks: readonly Check[] = [
  {
    name: 'locked rows',
    assumed: 'SELECT … ORDER BY … FOR UPDATE waits for the one that holds the row, and then sees what was committed',
    async run(bench) {
      const { db } = bench;
      await twoRows(bench);
      const holder = await bench.session();
      await inSession(holder, `update lbst_item set user_data = 'new' where item_id = 'a'`);
      const reading = db
        .transaction()
        .execute((tx) =>
          tx.selectFrom('lbst_item').select('user_data').where('item_id', '=', 'a').forUpdate().execute(),
        );
      if (!(await isBlocked(reading))) throw new Differs('it did not wait');
      await holder.commit();
      return expectSame(await reading, [{ user_data: 'new' }]);
    },
  },
  {
    name: 'locked rows of a page',
    assumed: 'FETCH FIRST with FOR UPDATE is refused (ORA-02014); the compiler never writes it',
    async run({ session }) {
      const page = 'select item_id from lbst_item order by item_id fetch first 1 rows only for update';
      return expectCode(inSession(await session(), page), 'ORA-02014');
    },
  },
  {
    name: 'reading beside a writer',
    assumed: 'readers do not wait, and see what was committed before',
    async run(bench) {
      await twoRows(bench);
      const writer = await bench.session();
      await inSession(writer, `update lbst_item set user_data = 'new'`);
      const reading = bench.db.selectFrom('lbst_item').select('user_data').where('item_id', '=', 'a').execute();
      if (await isBlocked(reading)) throw new Differs('the reader waits');
      return expectSame(await reading, [{ user_data: 'old' }]);
    },
  },
  {
    name: 'two reads of a transaction',
    assumed: 'READ COMMITTED: the second sees what others have committed meanwhile',
    async run(bench) {
      await twoRows(bench);
      const other = await bench.session();
      const seen = await bench.db.transaction().execute(async (tx) => {
        const read = () => tx.selectFrom('lbst_item').select('user_data').where('item_id', '=', 'a').executeTakeFirst();
        const first = await read();
        await inSession(other, `update lbst_item set user_data = 'new'`);
        await other.commit();
        return [first, await read()];
      });
      return expectSame(seen, [{ user_data: 'old' }, { user_data: 'new' }]);
    },
  },
  {
    name: 'a lock that is not waited for',
    assumed: 'FOR UPDATE NOWAIT fails with ORA-00054, which becomes 503',
    run: (bench) => whileLocked(bench, `${LOCK_A} nowait`, 'ORA-00054'),
  },
  {
    name: 'a lock that is waited for too long',
    assumed: 'FOR UPDATE WAIT 1 fails with ORA-30006, which becomes 503',
    run: (bench) => whileLocked(bench, `${LOCK_A} wait 1`, 'ORA-30006'),
  },
  {
    name: 'deadlock of two sessions',
    assumed: 'one gets ORA-00060 within some seconds, which is tried again; the other goes on',
    async run(bench) {
      await twoRows(bench);
      const { db } = bench;
      let bothHold: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        bothHold = resolve;
      });
      let holders = 0;
      const crossing = (ids: readonly string[]) =>
        db.transaction().execute(async (tx) => {
          for (const id of ids) {
            await tx.updateTable('lbst_item').set({ user_data: ids.join() }).where('item_id', '=', id).execute();
            if (id !== ids[0]) continue;
            holders += 1;
            if (holders === 2) bothHold();
            await held;
          }
        });
      const outcomes = await Promise.allSettled([crossing(['a', 'b']), crossing(['b', 'a'])]);
      const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      if (failed.length !== 1) throw new Differs(`${failed.length} of two failed`);
      if (!(failed[0] instanceof RolledBack)) throw new Differs(codeOf(failed[0]));
      return codeOf(failed[0]);
    },
  },
  {
    name: 'a transaction that cannot be serialized',
    assumed: 'ORA-08177, which is tried again; the service asks for no such transaction',
    async run(bench) {
      await twoRows(bench);
      const [own, other] = [await bench.session(), await bench.session()];
      await inSession(own, 'set transaction isolation level serializable');
      await inSession(own, 'select item_id from lbst_item');
      await inSession(other, `update lbst_item set user_data = 'new'`);
      await other.commit();
      const error = await failing(inSession(own, `update lbst_item set user_data = 'mine'`));
      if (!(fromOracleError(error) instanceof RolledBack)) throw new Differs(codeOf(error));
      return codeOf(error);
    },
  },
  {
    name: 'lock of a table',
    assumed:
      'LOCK TABLE … IN EXCLUSIVE MODE makes a second one wait, which is the lock of migrations; readers do not wait',
    async run(bench) {
      const [first, second] = [await bench.session(), await bench.session()];
      const lock = 'lock table lbst_parent in exclusive mode';
      await inSession(first, lock);
      const waiting = inSession(second, lock);
      if (!(await isBlocked(waiting))) throw new Differs('the second did not wait');
      expectSame(await bench.db.selectFrom('lbst_parent').select('parent_id').execute(), []);
      await first.rollback();
      await waiting;
      return 'the second waited';
    },
  },
];

/** Two rows, committed. */
async function twoRows({ db }: Bench): Promise<void> {
  await db
    .insertInto('lbst_item')
    .values(['a', 'b'].map((item_id) => ({ item_id, user_data: 'old' })))
    .execute();
}

async function whileLocked(bench: Bench, sql: string, code: string): Promise<string> {
  await twoRows(bench);
  const [holder, other] = [await bench.session(), await bench.session()];
  await inSession(holder, LOCK_A);
  const error = await failing(inSession(other, sql));
  if (codeOf(error) !== code || !(fromOracleError(error) instanceof Unavailable)) throw new Differs(codeOf(error));
  return code;
}

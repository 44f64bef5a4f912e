import { type Check, codeOf, Differs, expectCode, expectSame, inSession, isBlocked } from './check.ts';

const MERGE = `merge into lbst_item t using (select 'a' as item_id from dual) s on (t.item_id = s.item_id)
  when matched then update set t.user_data = 'matched'
  when not matched then insert (item_id, user_data) values (s.item_id, 'inserted')`;

/** Two sessions that write the same at the same time. */
export const raceChecks: readonly Check[] = [
  {
    name: 'two MERGE of one new key',
    assumed: 'the second waits and then updates or gets ORA-00001; there is never a second row. The service uses none',
    async run({ db, session }) {
      const [first, second] = [await session(), await session()];
      await inSession(first, MERGE);
      const merging = inSession(second, MERGE).then(
        () => 'it updated',
        (error: unknown) => codeOf(error),
      );
      if (!(await isBlocked(merging))) throw new Differs('the second did not wait');
      await first.commit();
      const outcome = await merging;
      await second.commit();
      expectSame((await db.selectFrom('lbst_item').select('item_id').execute()).length, 1);
      if (!['it updated', 'ORA-00001'].includes(outcome)) throw new Differs(outcome);
      return outcome;
    },
  },
  {
    name: 'a duplicate of what another transaction inserts',
    assumed: 'with the hint the second waits, and passes over the row once the first has committed',
    async run({ db, session }) {
      const first = await session();
      await inSession(first, `insert into lbst_item (item_id, user_data) values ('a', 'first')`);
      const inserting = db.insertInto('lbst_item').ignore().values({ item_id: 'a', user_data: 'second' }).execute();
      if (!(await isBlocked(inserting))) throw new Differs('the second did not wait');
      await first.commit();
      await inserting;
      return expectSame(await db.selectFrom('lbst_item').select('user_data').execute(), [{ user_data: 'first' }]);
    },
  },
  {
    name: 'a duplicate of what another transaction takes back',
    assumed: 'with the hint the second waits, and inserts once the first is rolled back',
    async run({ db, session }) {
      const first = await session();
      await inSession(first, `insert into lbst_item (item_id, user_data) values ('a', 'first')`);
      const inserting = db.insertInto('lbst_item').ignore().values({ item_id: 'a', user_data: 'second' }).execute();
      if (!(await isBlocked(inserting))) throw new Differs('the second did not wait');
      await first.rollback();
      await inserting;
      return expectSame(await db.selectFrom('lbst_item').select('user_data').execute(), [{ user_data: 'second' }]);
    },
  },
  {
    name: 'a parent that is removed while it gets a child',
    assumed: 'the removal waits for the child and then fails: what is linked is never garbage',
    async run({ db, session }) {
      await db.insertInto('lbst_parent').values({ parent_id: 'p' }).execute();
      const linking = await session();
      await inSession(linking, `insert into lbst_item (item_id, parent_id) values ('a', 'p')`);
      const removing = expectCode(db.deleteFrom('lbst_parent').execute(), 'ORA-02292');
      if (!(await isBlocked(removing))) throw new Differs('the removal did not wait');
      await linking.commit();
      return removing;
    },
  },
  {
    name: 'a child of a parent that is being removed',
    assumed: 'the insert waits for the removal and then fails with ORA-02291',
    async run({ db, session }) {
      await db.insertInto('lbst_parent').values({ parent_id: 'p' }).execute();
      const removing = await session();
      await inSession(removing, 'delete from lbst_parent');
      const linking = expectCode(
        db.insertInto('lbst_item').values({ item_id: 'a', parent_id: 'p' }).execute(),
        'ORA-02291',
      );
      if (!(await isBlocked(linking))) throw new Differs('the insert did not wait');
      await removing.commit();
      return linking;
    },
  },
  {
    name: 'many writers of one row',
    assumed: 'of 8 writers that count up none is lost',
    async run({ db }) {
      await db.insertInto('lbst_item').values({ item_id: 'a', version: 0 }).execute();
      const count = () =>
        db
          .updateTable('lbst_item')
          .set((eb) => ({ version: eb('version', '+', 1) }))
          .execute();
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let each = 0; each < 5; each++) await count();
        }),
      );
      return expectSame(await db.selectFrom('lbst_item').select('version').execute(), [{ version: 40 }]);
    },
  },
];

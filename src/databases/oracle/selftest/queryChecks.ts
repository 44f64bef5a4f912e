import { sql } from 'kysely';
import { type Bench, type Check, codeOf, Differs, expectCode, expectSame, inSession } from './check.ts';

const MANY = 3000;

/** What statements answer, and how many rows they take. */
export const queryChecks: readonly Check[] = [
  {
    name: 'json_arrayagg over no rows',
    assumed: 'NULL',
    async run({ db, dialect }) {
      const rows = await db
        .selectFrom('lbst_item')
        .select(dialect.joinedIds('item_id', ['item_id']).as('joined'))
        .execute();
      return expectSame(rows, [{ joined: null }]);
    },
  },
  {
    name: 'json_arrayagg over NULLs',
    assumed: 'they are passed over, and NULLs alone are an empty array or NULL',
    async run({ db, dialect }) {
      const joined = () =>
        db
          .selectFrom('lbst_item')
          .select(dialect.joinedIds('external_id', ['item_id']).as('joined'))
          .executeTakeFirstOrThrow();
      await db
        .insertInto('lbst_item')
        .values([
          { item_id: 'a', external_id: null },
          { item_id: 'b', external_id: 'x' },
        ])
        .execute();
      const some = await joined();
      await db.deleteFrom('lbst_item').where('item_id', '=', 'b').execute();
      const none = await joined();
      if (none.joined !== null && none.joined !== '[]') throw new Differs(none.joined);
      return `${expectSame(some, { joined: 'x' })}, then ${JSON.stringify(none)}`;
    },
  },
  {
    name: 'json_arrayagg over many rows',
    assumed: `${MANY} ids, 110 kB, come whole and in the order asked for`,
    async run(bench) {
      const { db, dialect } = bench;
      const ids = await insertMany(bench, MANY);
      const row = await db
        .selectFrom('lbst_item')
        .select(dialect.joinedIds('item_id', ['version', 'item_id']).as('joined'))
        .executeTakeFirstOrThrow();
      // Versions grow downwards.
      return `${expectSame(row.joined === ids.reverse().join(','), true)}: whole and in order`;
    },
  },
  {
    name: 'json_arrayagg of groups',
    assumed: 'one text for each group, in a join with the rows that the groups are of',
    async run({ db, dialect }) {
      await db
        .insertInto('lbst_parent')
        .values([{ parent_id: 'p' }, { parent_id: 'q' }])
        .execute();
      await db
        .insertInto('lbst_item')
        .values(['a', 'b'].map((item_id) => ({ item_id, parent_id: 'p' })))
        .execute();
      const joined = db
        .selectFrom('lbst_item')
        .select(['parent_id as of', dialect.joinedIds('item_id', ['item_id']).as('joined')])
        .groupBy('parent_id');
      const rows = await db
        .selectFrom('lbst_parent')
        .leftJoin(joined.as('items'), 'items.of', 'lbst_parent.parent_id')
        .select(['lbst_parent.parent_id', 'items.joined'])
        .orderBy('lbst_parent.parent_id')
        .execute();
      return expectSame(rows, [
        { parent_id: 'p', joined: 'a,b' },
        { parent_id: 'q', joined: null },
      ]);
    },
  },
  {
    name: 'pages',
    assumed: 'OFFSET and FETCH FIRST take their numbers as binds',
    async run(bench) {
      const ids = await insertMany(bench, 30);
      const page = bench.db.selectFrom('lbst_item').select('item_id').orderBy('item_id').limit(5).offset(20);
      return expectSame(
        (await page.execute()).map((row) => row.item_id),
        ids.slice(20, 25),
      );
    },
  },
  {
    name: 'IN of the longest list in use',
    assumed: 'idsPerStatement ids in one IN',
    async run(bench) {
      const { db, dialect } = bench;
      const ids = await insertMany(bench, dialect.idsPerStatement);
      const found = await db.selectFrom('lbst_item').select('item_id').where(dialect.isAmong('item_id', ids)).execute();
      return `${expectSame(found.length, dialect.idsPerStatement)} rows`;
    },
  },
  {
    name: 'IN of a longer list',
    assumed: 'ORA-01795 for 1001 (23ai takes more): never a wrong answer',
    async run({ db, session }) {
      await db.insertInto('lbst_item').values({ item_id: 'id1000' }).execute();
      const ids = Array.from({ length: 1001 }, (_, index) => `id${index}`);
      const list = ids.map((_, index) => `:${index + 1}`).join(', ');
      const asked = inSession(await session(), `select item_id from lbst_item where item_id in (${list})`, ids);
      const found = await asked.then(
        (rows) => ({ rows }),
        (error: unknown) => ({ code: codeOf(error) }),
      );
      if ('code' in found) return expectSame(found.code, 'ORA-01795');
      return `taken: ${expectSame(found.rows, [['id1000']])}`;
    },
  },
  {
    name: 'rows of one batch',
    assumed: 'rowsPerInsert rows go in one call, and the driver counts them',
    async run({ db, dialect }) {
      const values = Array.from({ length: dialect.rowsPerInsert }, (_, index) => ({ item_id: `i${index}` }));
      const result = await db.insertInto('lbst_item').values(values).executeTakeFirstOrThrow();
      return `${expectSame(Number(result.numInsertedOrUpdatedRows), dialect.rowsPerInsert)} rows`;
    },
  },
  {
    name: 'rows that a statement changed',
    assumed: 'UPDATE and DELETE tell their number, 0 as well: there is no RETURNING',
    async run(bench) {
      const { db } = bench;
      await insertMany(bench, 7);
      const { numUpdatedRows } = await db.updateTable('lbst_item').set({ user_data: 'x' }).executeTakeFirstOrThrow();
      const none = await db.deleteFrom('lbst_item').where('item_id', '=', 'none').executeTakeFirstOrThrow();
      const all = await db.deleteFrom('lbst_item').executeTakeFirstOrThrow();
      return expectSame([numUpdatedRows, none.numDeletedRows, all.numDeletedRows].map(Number), [7, 0, 7]);
    },
  },
  {
    name: 'RETURNING without INTO',
    assumed: 'ORA-00925: it gives no rows, which is why the service reads before it writes',
    async run({ session }) {
      return expectCode(
        inSession(await session(), 'delete from lbst_item returning item_id'),
        'ORA-00925',
        'ORA-00933',
      );
    },
  },
  {
    name: 'INSERT that passes over duplicates',
    assumed: 'the hint IGNORE_ROW_ON_DUPKEY_INDEX works for the primary key, in a batch as well',
    async run({ db }) {
      await db.insertInto('lbst_item').values({ item_id: 'b', user_data: 'first' }).execute();
      const rows = ['a', 'b', 'c'].map((item_id) => ({ item_id, user_data: 'second' }));
      await db.insertInto('lbst_item').ignore().values(rows).execute();
      const found = await db.selectFrom('lbst_item').select(['item_id', 'user_data']).orderBy('item_id').execute();
      return expectSame(
        found.map((row) => `${row.item_id} ${row.user_data}`),
        ['a second', 'b first', 'c second'],
      );
    },
  },
  {
    name: 'columns by their names',
    assumed: 'quoted capitals and plain words name the same; the driver gives names in capitals',
    async run({ db }) {
      await db.insertInto('lbst_item').values({ item_id: 'a' }).execute();
      const plain = await sql<{ id: string }>`select Item_Id as id from Lbst_Item`.execute(db);
      return expectSame(
        [plain.rows, await db.selectFrom('lbst_item').select('item_id as id').execute()],
        [[{ id: 'a' }], [{ id: 'a' }]],
      );
    },
  },
];

/** Rows with ids of the usual length, in their order; their versions count down. */
async function insertMany({ db, dialect }: Bench, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
  for (let from = 0; from < count; from += dialect.rowsPerInsert) {
    const some = ids.slice(from, from + dialect.rowsPerInsert);
    await db
      .insertInto('lbst_item')
      .values(some.map((item_id, index) => ({ item_id, version: count - from - index })))
      .execute();
  }
  return ids;
}

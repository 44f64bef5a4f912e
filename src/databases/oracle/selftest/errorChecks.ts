import { UniqueViolation } from '../../../store/sql/storeErrors.ts';
import { wasDoneBefore } from '../oracleErrors.ts';
import { type Check, codeOf, Differs, expectCode, expectSame, failing, inSession } from './check.ts';

/** Statements that were executed before, and what they are refused with. */
const DONE_BEFORE: readonly (readonly [sql: string, code: string])[] = [
  ['create table lbst_parent (parent_id varchar2(36))', 'ORA-00955'],
  ['alter table lbst_parent add user_data varchar2(128 char)', 'ORA-01430'],
  ['alter table lbst_parent add constraint lbst_other_pk primary key (parent_id)', 'ORA-02260'],
  ['alter table lbst_item add constraint lbst_item_pk unique (user_data)', 'ORA-02264'],
  ['alter table lbst_item add constraint lbst_other_fk foreign key (parent_id) references lbst_parent', 'ORA-02275'],
  ['create index lbst_other_index on lbst_item (external_id)', 'ORA-01408'],
  ['drop index lbst_none', 'ORA-01418'],
  ['alter table lbst_item drop constraint lbst_none', 'ORA-02443'],
  ['drop table lbst_none', 'ORA-00942'],
];

/** Codes that `oracleErrors.ts` reads, each provoked. */
export const errorChecks: readonly Check[] = [
  {
    name: 'unique value twice',
    assumed: 'ORA-00001, and the message has (SCHEMA.CONSTRAINT)',
    async run({ db }) {
      const insert = (item_id: string) => db.insertInto('lbst_item').values({ item_id, external_id: 'x' }).execute();
      await insert('a');
      return violated(await failing(insert('b')), 'lbst_item_external_key');
    },
  },
  {
    name: 'primary key twice',
    assumed: 'the same, with the name of the key',
    async run({ db }) {
      const insert = () => db.insertInto('lbst_parent').values({ parent_id: 'a' }).execute();
      await insert();
      return violated(await failing(insert()), 'lbst_parent_pk');
    },
  },
  {
    name: 'reference to a row that is not there',
    assumed: 'ORA-02291, and the message has (SCHEMA.CONSTRAINT)',
    async run({ db }) {
      const error = await failing(db.insertInto('lbst_item').values({ item_id: 'a', parent_id: 'none' }).execute());
      return named(error, 'ORA-02291', 'LBST_ITEM_PARENT_FK');
    },
  },
  {
    name: 'removal of a row that is referred to',
    assumed: 'ORA-02292, and the message has (SCHEMA.CONSTRAINT)',
    async run({ db }) {
      await db.insertInto('lbst_parent').values({ parent_id: 'p' }).execute();
      await db.insertInto('lbst_item').values({ item_id: 'a', parent_id: 'p' }).execute();
      return named(await failing(db.deleteFrom('lbst_parent').execute()), 'ORA-02292', 'LBST_ITEM_PARENT_FK');
    },
  },
  {
    name: 'NULL where none may be',
    assumed: "ORA-01400, also for ''",
    async run({ db }) {
      return expectCode(db.insertInto('lbst_parent').values({ parent_id: '' }).execute(), 'ORA-01400');
    },
  },
  {
    name: 'definitions that were executed before',
    assumed: `${DONE_BEFORE.map(([, code]) => code).join(', ')}: a migration that was cut off goes on behind them`,
    async run({ session }) {
      const own = await session();
      const found: string[] = [];
      for (const [sql, code] of DONE_BEFORE) {
        const error = await failing(inSession(own, sql));
        if (codeOf(error) !== code && !wasDoneBefore(error)) throw new Differs(`${codeOf(error)} of: ${sql}`);
        if (codeOf(error) !== code) found.push(`${codeOf(error)} for ${code}`);
      }
      return found.length === 0 ? 'all of them' : `known as well: ${found.join(', ')}`;
    },
  },
  {
    name: 'a batch that fails in the middle',
    assumed: 'after the rollback none of its rows is there',
    async run({ db }) {
      const rows = ['a', 'b', 'a'].map((item_id) => ({ item_id }));
      const code = await expectCode(db.insertInto('lbst_item').values(rows).execute(), 'ORA-00001');
      expectSame(await db.selectFrom('lbst_item').select('item_id').execute(), []);
      return `${code}, no rows`;
    },
  },
  {
    name: 'a transaction that fails in the middle',
    assumed: 'nothing of it is kept, though Oracle undoes the one statement alone',
    async run({ db }) {
      const work = db.transaction().execute(async (tx) => {
        await tx.insertInto('lbst_item').values({ item_id: 'a' }).execute();
        await tx.insertInto('lbst_item').values({ item_id: 'a' }).execute();
      });
      const code = await expectCode(work, 'ORA-00001');
      expectSame(await db.selectFrom('lbst_item').select('item_id').execute(), []);
      return `${code}, no rows`;
    },
  },
];

function violated(error: unknown, constraint: string): string {
  if (!(error instanceof UniqueViolation)) throw new Differs(codeOf(error));
  return `${codeOf(error)}, ${expectSame(error.constraint.toLowerCase(), constraint)}`;
}

function named(error: unknown, code: string, constraint: string): string {
  const texts: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) texts.push(each.message);
  expectSame(codeOf(error), code);
  const isNamed = texts.some((text) => new RegExp(`\\(([^().]+\\.)?${constraint}\\)`).test(text));
  if (!isNamed) throw new Differs(`${code} without (SCHEMA.${constraint}): ${texts.at(-1)}`);
  return code;
}

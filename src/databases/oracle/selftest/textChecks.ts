import { sql } from 'kysely';
import { UnstorableText } from '../../../domain/errors.ts';
import { type Check, codeOf, Differs, expectSame, failing, inSession } from './check.ts';

const HARD_TEXTS = ['ß Ł ﷽', 'e\u0301 \u200d \ufeff', '👩‍👩‍👧 𠮷', `' " \\ % _ & ; -- :1`, 'tab\tline\nend'];

/** Texts, their lengths and their order. */
export const textChecks: readonly Check[] = [
  {
    name: 'empty text',
    assumed: "'' is stored as NULL",
    async run({ db }) {
      await db.insertInto('lbst_item').values({ item_id: 'a', user_data: '' }).execute();
      const rows = await db.selectFrom('lbst_item').select('user_data').where('user_data', 'is', null).execute();
      return expectSame(rows, [{ user_data: null }]);
    },
  },
  {
    name: 'texts as they are',
    assumed: 'every character comes back: marks, joined emoji, quotes, line ends',
    async run({ db }) {
      const values = HARD_TEXTS.map((text, index) => ({ item_id: `t${index}`, user_data: text }));
      await db.insertInto('lbst_item').values(values).execute();
      const rows = await db.selectFrom('lbst_item').select('user_data').orderBy('item_id').execute();
      return expectSame(
        rows.map((row) => row.user_data),
        HARD_TEXTS,
      );
    },
  },
  {
    name: 'lengths count characters',
    assumed: '128 emoji, which are 512 bytes, fit in VARCHAR2(128 CHAR)',
    async run({ db }) {
      const text = '😀'.repeat(128);
      await db.insertInto('lbst_item').values({ item_id: 'a', user_data: text }).execute();
      const row = await db.selectFrom('lbst_item').select('user_data').executeTakeFirstOrThrow();
      return `${expectSame(row.user_data === text, true)}: all came back`;
    },
  },
  {
    name: 'a text that is one too long',
    assumed: 'ORA-12899, which becomes the error of a text that cannot be stored',
    async run({ db }) {
      const insert = db.insertInto('lbst_item').values({ item_id: 'a', user_data: 'x'.repeat(129) });
      return expectUnstorable(insert.execute());
    },
  },
  {
    name: 'a text that is much too long',
    assumed: 'ORA-12899 or ORA-01461 for 40 000 characters in a short column, and no broken connection',
    async run({ db }) {
      const insert = db.insertInto('lbst_item').values({ item_id: 'a', user_data: 'x'.repeat(40_000) });
      return expectUnstorable(insert.execute());
    },
  },
  {
    name: 'CLOB of any length',
    assumed: 'a text is bound as it is and comes back whole, around 4000 and 32767 and with a million characters',
    async run({ db }) {
      for (const length of [1, 3999, 4000, 4001, 32_767, 32_768, 1_000_000]) {
        const body = 'aß€😀'
          .repeat(Math.ceil(length / 5))
          .slice(0, length)
          .replace(/[\ud800-\udbff]$/, '');
        const id = `b${length}`;
        await db.insertInto('lbst_item').values({ item_id: id, body }).execute();
        const row = await db.selectFrom('lbst_item').select('body').where('item_id', '=', id).executeTakeFirst();
        if (row?.body !== body)
          throw new Differs(`of ${body.length} characters ${row?.body?.length ?? 'none'} came back`);
      }
      return 'all came back';
    },
  },
  {
    name: 'empty CLOB',
    assumed: "'' is stored as NULL there, too",
    async run({ db }) {
      await db.insertInto('lbst_item').values({ item_id: 'a', body: '' }).execute();
      const rows = await db.selectFrom('lbst_item').select('body').execute();
      return expectSame(rows, [{ body: null }]);
    },
  },
  {
    name: 'CLOB comparison',
    assumed: 'a CLOB = text is refused (ORA-00932) and is not answered wrongly; the service compares none',
    async run({ db, session }) {
      await db.insertInto('lbst_item').values({ item_id: 'a', body: 'x' }).execute();
      const asked = inSession(await session(), 'select item_id from lbst_item where body = :1', ['x']);
      const found = await asked.then(
        (rows) => ({ rows }),
        (error: unknown) => ({ code: codeOf(error) }),
      );
      if ('code' in found) return expectSame(found.code, 'ORA-00932');
      return `compared by what it holds: ${expectSame(found.rows, [['a']])}`;
    },
  },
  {
    name: 'letter case counts',
    assumed: 'texts that differ in case, or in a blank at the end, differ',
    async run({ db }) {
      const ids = ['a', 'A', 'a '];
      await db
        .insertInto('lbst_item')
        .values(ids.map((id) => ({ item_id: id, external_id: id })))
        .execute();
      const rows = await db.selectFrom('lbst_item').select('item_id').where('external_id', '=', 'a').execute();
      return expectSame(rows, [{ item_id: 'a' }]);
    },
  },
  {
    name: 'LIKE with an escape sign',
    assumed: '% and _ behind ! are letters, lower() folds letters beyond ASCII',
    async run({ db }) {
      const texts = { a: 'ÄÖ 5%_!', b: 'äö 5x' };
      await db
        .insertInto('lbst_item')
        .values(Object.entries(texts).map(([item_id, user_data]) => ({ item_id, user_data })))
        .execute();
      const matches = sql<boolean>`lower(${sql.ref('user_data')}) like ${'%äö 5!%!_!!'} escape ${sql.lit('!')}`;
      const rows = await db.selectFrom('lbst_item').select('item_id').where(matches).execute();
      return expectSame(rows, [{ item_id: 'a' }]);
    },
  },
  {
    name: 'order of ids',
    assumed: 'ORDER BY and > compare bytes, as locks and pages need',
    async run({ db }) {
      const ids = ['0f', '9', 'A', 'Z', '_', 'a', 'a-b', 'ab', 'z', 'ä'];
      await db
        .insertInto('lbst_item')
        .values([...ids].reverse().map((item_id) => ({ item_id })))
        .execute();
      const sorted = await db.selectFrom('lbst_item').select('item_id').orderBy('item_id').execute();
      const behind = db.selectFrom('lbst_item').select('item_id').where('item_id', '>', 'a').orderBy('item_id');
      expectSame(
        (await behind.execute()).map((row) => row.item_id),
        ids.slice(6),
      );
      return expectSame(
        sorted.map((row) => row.item_id),
        ids,
      );
    },
  },
];

async function expectUnstorable(work: Promise<unknown>): Promise<string> {
  const error = await failing(work);
  if (!(error instanceof UnstorableText)) throw new Differs(codeOf(error));
  return codeOf(error);
}

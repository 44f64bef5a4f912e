import { type RawBuilder, sql } from 'kysely';
import type { Timestamp } from '../../../domain/time.ts';
import { type Bench, type Check, Differs, expectSame, inSession } from './check.ts';

/** One of them does not exist in countries with summer time. */
const TIMES = [
  '1970-01-01T00:00:00.000000Z',
  '2026-03-29T02:30:00.123456Z',
  '9999-12-31T23:59:59.999999Z',
] as readonly string[] as readonly Timestamp[];
/** The service refuses a clock that is further off. */
const CLOCK_MS = 300_000;

/** Times, numbers, booleans and bytes. */
export const valueChecks: readonly Check[] = [
  {
    name: 'times as text',
    assumed: 'a text is a time by the session, and TO_CHAR gives the same one, to the microsecond',
    async run({ db }) {
      await db
        .insertInto('lbst_item')
        .values(TIMES.map((create_time, index) => ({ item_id: `t${index}`, create_time })))
        .execute();
      const rows = await db.selectFrom('lbst_item').select('create_time').orderBy('create_time').execute();
      return expectSame(
        rows.map((row) => row.create_time),
        TIMES,
      );
    },
  },
  {
    name: 'times compared',
    assumed: 'a text beside a TIMESTAMP column is a time: microseconds count',
    async run({ db }) {
      const [before, at] = ['2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:00.000002Z'] as unknown as Timestamp[];
      if (!before || !at) throw new Differs('no times');
      await db
        .insertInto('lbst_item')
        .values([
          { item_id: 'a', create_time: before },
          { item_id: 'b', create_time: at },
        ])
        .execute();
      const older = await db.selectFrom('lbst_item').select('item_id').where('create_time', '<', at).execute();
      return expectSame(older, [{ item_id: 'a' }]);
    },
  },
  {
    name: 'clock of the database',
    assumed: 'SYSTIMESTAMP AT TIME ZONE UTC, read and stored, is the time of this machine within five minutes',
    async run(bench) {
      const { db, dialect } = bench;
      await db.insertInto('lbst_item').values({ item_id: 'a', create_time: dialect.utcNow }).execute();
      const { create_time: stored } = await db.selectFrom('lbst_item').select('create_time').executeTakeFirstOrThrow();
      const read = await clockOf(bench, dialect.utcNowRead);
      const behind = [stored, read].map((time) => Date.now() - Date.parse(String(time)));
      if (!behind.every((ms) => Math.abs(ms) < CLOCK_MS)) throw new Differs(`${stored} stored, ${read} read`);
      return `${read}, ${Math.round(behind[1] ?? 0)} ms behind`;
    },
  },
  {
    name: 'clock and time zones',
    assumed: 'the zone of a session changes nothing of it',
    async run({ session }) {
      const [here, there] = [await session(), await session()];
      await inSession(there, "alter session set time_zone = '+09:00'");
      const clock = `select to_char(systimestamp at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from dual`;
      const clocks = async () => [await inSession(here, clock), await inSession(there, clock)];
      let [one, other] = await clocks();
      // A minute may have ended between the two.
      if (JSON.stringify(one) !== JSON.stringify(other)) [one, other] = await clocks();
      return expectSame(one, other);
    },
  },
  {
    name: 'clock that goes on',
    assumed: 'of two reads the later is not earlier',
    async run(bench) {
      const times = [];
      for (let read = 0; read < 20; read++) times.push(await clockOf(bench, bench.dialect.utcNowRead));
      expectSame([...times].sort(), times);
      return `20 reads, ${new Set(times).size} different times`;
    },
  },
  {
    name: 'numbers without loss',
    assumed: 'NUMBER(19) holds every safe integer of JavaScript and gives it as a number',
    async run({ db }) {
      const numbers = [Number.MIN_SAFE_INTEGER, -1, 0, 2 ** 31, Number.MAX_SAFE_INTEGER];
      await db
        .insertInto('lbst_item')
        .values(numbers.map((version, index) => ({ item_id: `n${index}`, version })))
        .execute();
      const rows = await db.selectFrom('lbst_item').select('version').orderBy('version').execute();
      return expectSame(
        rows.map((row) => row.version),
        numbers,
      );
    },
  },
  {
    name: 'arithmetic of versions',
    assumed: 'version + 1 is exact up to 2^53 - 1',
    async run({ db }) {
      await db
        .insertInto('lbst_item')
        .values({ item_id: 'a', version: Number.MAX_SAFE_INTEGER - 1 })
        .execute();
      await db
        .updateTable('lbst_item')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .execute();
      const { version } = await db.selectFrom('lbst_item').select('version').executeTakeFirstOrThrow();
      return expectSame(version, Number.MAX_SAFE_INTEGER);
    },
  },
  {
    name: 'counts and sums',
    assumed: 'they are numbers, and a sum over no rows is NULL',
    async run({ db }) {
      const read = () =>
        db
          .selectFrom('lbst_item')
          .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number | null>('version').as('total')])
          .executeTakeFirstOrThrow();
      const none = await read();
      await db
        .insertInto('lbst_item')
        .values([
          { item_id: 'a', version: 2 },
          { item_id: 'b', version: 3 },
        ])
        .execute();
      return expectSame(
        [none, await read()],
        [
          { count: 0, total: null },
          { count: 2, total: 5 },
        ],
      );
    },
  },
  {
    name: 'booleans',
    assumed: 'NUMBER(1) holds true and false, and WHERE compares with either',
    async run({ db }) {
      await db
        .insertInto('lbst_item')
        .values([
          { item_id: 'a', active: true },
          { item_id: 'b', active: false },
        ])
        .execute();
      const rows = await db.selectFrom('lbst_item').select(['item_id', 'active']).where('active', '=', false).execute();
      return expectSame(rows, [{ item_id: 'b', active: false }]);
    },
  },
  {
    name: 'BLOB of any length',
    assumed:
      'bytes are bound as they are and come back whole, around 2000, 4000, 32767 and with a million; the quota has room',
    async run({ db }) {
      for (const length of [1, 2000, 2001, 4000, 4001, 32_767, 32_768, 1_000_000]) {
        const vector = Buffer.from(Array.from({ length }, (_, index) => (index * 31 + length) % 256));
        const id = `v${length}`;
        await db.insertInto('lbst_item').values({ item_id: id, vector }).execute();
        const row = await db.selectFrom('lbst_item').select('vector').where('item_id', '=', id).executeTakeFirst();
        if (!row?.vector || !vector.equals(row.vector)) throw new Differs(`${length} bytes did not come back`);
      }
      return 'all came back';
    },
  },
  {
    name: 'rows of growing bytes in one batch',
    assumed: 'a batch takes a short value before a long one',
    async run({ db }) {
      const lengths = [1, 100, 5000, 40_000];
      const values = lengths.map((length) => ({ item_id: `v${length}`, vector: Buffer.alloc(length, 7) }));
      await db.insertInto('lbst_item').values(values).execute();
      const rows = await db.selectFrom('lbst_item').select('vector').execute();
      return expectSame(
        rows.map((row) => row.vector?.length ?? 0).sort((a, b) => a - b),
        lengths,
      );
    },
  },
  {
    name: 'marks of sealed vectors and images',
    assumed: 'DBMS_LOB tells the length and the first byte, without a right of its own',
    async run({ db, dialect }) {
      const rows = [Buffer.from([1, 2, 3, 4, 5]), Buffer.from([2, 2, 3, 4])];
      await db
        .insertInto('lbst_item')
        .values(rows.map((vector, index) => ({ item_id: `s${index}`, vector })))
        .execute();
      const marked = (mark: RawBuilder<unknown>) =>
        db
          .selectFrom('lbst_item')
          .select('item_id')
          .where(mark as RawBuilder<boolean>)
          .execute();
      const found = [await marked(dialect.isSealedVector('vector')), await marked(dialect.isSealedImage('vector'))];
      return expectSame(found, [[{ item_id: 's0' }], [{ item_id: 's0' }]]);
    },
  },
];

async function clockOf({ db }: Bench, clock: RawBuilder<Timestamp>): Promise<Timestamp> {
  const { rows } = await sql<{ now: Timestamp }>`select ${clock} as now from dual`.execute(db);
  const now = rows[0]?.now;
  if (!now || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(now))
    throw new Differs(`the clock reads ${String(now)}`);
  return now;
}

import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { PostgresOptions } from '../../../src/databases/postgres/openPostgres.ts';
import type { AccountId, DescriptorId, TokenId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { anAccount, aPerson } from './support/rows.ts';

/**
 * Who locks several rows locks them in the order of their keys. Rows are written in the opposite order, so that a
 * statement that takes them as the table holds them meets the last one first.
 */
const IDS = Array.from({ length: 20 }, (_, index) => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`);
const FIRST = IDS[0] as string;
const LAST = IDS.at(-1) as string;
const BACKWARDS = [...IDS].reverse();

let database: TestDatabase;
let store: Store;
let other: pg.Client;
let accountId: AccountId;

beforeAll(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'Postgres');
  if (!postgres) throw new Error('the set-up of the integration tests starts a Postgres');
  database = await postgres.create();
  const options = database.options as PostgresOptions;
  store = await openStore(options);
  other = new pg.Client({ ...options, password: String(options.password) });
  await other.connect();
});
afterAll(async () => {
  await store.close();
  await other.end();
  await database.remove();
});
beforeEach(async () => {
  accountId = await anAccount(store);
  await other.query('delete from account_token');
  await other.query('delete from portrait_erasure');
  await other.query('delete from idempotency_key');
  return () => other.query('rollback');
});

const insert = (columns: string, values: string) =>
  other.query(
    `insert into ${columns} select ${values} from unnest($1::text[]) with ordinality as row (id, place) order by place`,
    [BACKWARDS],
  );
const tokens = () =>
  insert(
    'account_token (token_id, token, account_id, create_time)',
    `id, id, '${accountId}', timestamp '2020-01-01' + place * interval '1 second'`,
  );
const notes = () => insert('portrait_erasure (descriptor_id)', 'id');
const keys = () =>
  insert(
    'idempotency_key (account_id, key_hash, fingerprint, claim, create_time, status)',
    `'${accountId}', id, 'print', id, timestamp '2020-01-01' + place * interval '1 second', 200`,
  );

const TOKEN = { fill: tokens, table: 'account_token', key: 'token_id' };
const NOTE = { fill: notes, table: 'portrait_erasure', key: 'descriptor_id' };
const KEY = { fill: keys, table: 'idempotency_key', key: 'key_hash' };
const deleteAccount = () => store.transaction((tx) => tx.erasure.deleteAccount(accountId));

it.each([
  { name: 'tokens.delete', ...TOKEN, work: () => store.tokens.delete(accountId, BACKWARDS as TokenId[]) },
  { name: 'erasure.deleteAccount, tokens', ...TOKEN, work: deleteAccount },
  { name: 'erasure.deleteAccount, keys', ...KEY, work: deleteAccount },
  {
    name: 'erasure.deletePersons, which forgets answers',
    ...KEY,
    work: async () => {
      const personId = await aPerson(store, accountId);
      await store.transaction((tx) => tx.erasure.deletePersons(accountId, [personId]));
    },
  },
  { name: 'idempotencyKeys.sweep', ...KEY, work: () => store.idempotencyKeys.sweep(60) },
  { name: 'erasure.portraitsErased', ...NOTE, work: () => store.erasure.portraitsErased(BACKWARDS as DescriptorId[]) },
  { name: 'erasure.leavePortraits', ...NOTE, work: () => store.erasure.leavePortraits(BACKWARDS as DescriptorId[]) },
])('$name waits for the first row and holds no other one meanwhile', async ({ fill, table, key, work }) => {
  await fill();
  await other.query('begin');
  await other.query(`select 1 from ${table} where ${key} = $1 for update`, [FIRST]);
  const working = work();
  await expect.poll(waiting, { interval: 20 }).toBe(1);
  const free = other.query(`select 1 from ${table} where ${key} = $1 for update nowait`, [LAST]);
  await expect(free).resolves.toMatchObject({ rowCount: 1 });
  await other.query('rollback');
  await working;
});

async function waiting(): Promise<number> {
  const { rows } = await other.query<{ count: string }>(
    `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return Number(rows[0]?.count);
}

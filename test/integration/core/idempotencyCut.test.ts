import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPersons } from '../../../src/core/persons/persons.ts';
import { createIdempotency, type KeptAnswer } from '../../../src/core/upkeep/idempotency.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { OutcomeUnknown } from '../../../src/domain/errors.ts';
import { type AccountId, newId } from '../../../src/domain/ids.ts';
import { createClock } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { FaultyProxy } from '../../support/postgres/faultyProxy.ts';
import { postgresAt, type TestDatabase } from '../store/support/databases.ts';

/** Two nodes on one Postgres; the first one's connection breaks in COMMIT, which a trigger draws out. */

const clock = createClock('UTC');
const SLOW_COMMIT = `
  create function slow_commit() returns trigger language plpgsql as $$
    begin
      if new.user_data = 'slow' and new.account_id in (select account_id from account where organization_name = 'slow') then
        perform pg_sleep(2);
      end if;
      return null;
    end $$;
  create constraint trigger slow_commit after insert on person deferrable initially deferred
    for each row execute function slow_commit()`;

let database: TestDatabase;
let proxy: FaultyProxy;
let observer: pg.Client;
let one: Store;
let other: Store;

beforeAll(async () => {
  database = await postgresAt(process.env.TEST_POSTGRES_URL ?? '');
  if (database.options.type !== 'postgres') throw new Error('no Postgres');
  const { host = '', port = 5432, user = '', password = '', database: name = '' } = database.options;
  proxy = await FaultyProxy.start(Number(port));
  other = await openStore(database.options);
  one = await openStore({ ...database.options, host: '127.0.0.1', port: proxy.port, queryTimeout: 4000, wait: 1000 });
  observer = new pg.Client({ host, port: Number(port), user, password: String(password), database: name });
  await observer.connect();
  await observer.query(SLOW_COMMIT);
});
afterAll(async () => {
  await observer.end();
  await Promise.all([one.close(), other.close()]);
  await proxy.close();
  await database.remove();
});

async function anAccount(): Promise<AccountId> {
  const accountId = newId<AccountId>();
  await other.accounts.create({
    accountId,
    email: `${accountId}@example.com`,
    organizationName: 'slow',
    passwordHash: 'x',
    active: true,
    createTime: clock(),
  });
  return accountId;
}

function addPerson(store: Store, accountId: AccountId) {
  const idempotency = createIdempotency({ store, keptSeconds: 86_400, keysPerAccount: 100, onFailed: () => undefined });
  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
  return idempotency.once(accountId, 'one key', 'one request', async (): Promise<KeptAnswer> => {
    return { status: 201, body: await persons.create(accountId, { userData: 'slow' }) };
  });
}

async function untilCommitRuns(): Promise<void> {
  const committing = `select 1 from pg_stat_activity where state = 'active' and query = 'commit'`;
  while ((await observer.query(committing)).rowCount === 0) await pause(20);
}

/** The other node, as soon as it may. */
async function repeated(accountId: AccountId): Promise<string> {
  let body = '';
  await expect
    .poll(
      async () => {
        body = await addPerson(other, accountId).then(
          ({ answer }) => answer.body,
          () => '',
        );
        return body;
      },
      { timeout: 60_000 },
    )
    .not.toBe('');
  return body;
}

const personsOf = async (accountId: AccountId) =>
  (await other.persons.page(accountId, {}, { page: 1, size: 10 })).items.map(({ personId }) => String(personId));

test('the commit took effect, its answer was lost: the repetition gets what the first one made', async () => {
  const accountId = await anAccount();
  const first = expect(addPerson(one, accountId)).rejects.toBeInstanceOf(OutcomeUnknown);
  await untilCommitRuns();
  proxy.fault = { kind: 'half-open' };
  await first;
  proxy.fault = { kind: 'reset' };
  proxy.fault = { kind: 'none' };
  const body = await repeated(accountId);
  expect(await personsOf(accountId)).toEqual([body]);
  expect(await repeated(accountId)).toBe(body);
});

test('the commit was undone: the repetition does the work, once', async () => {
  const accountId = await anAccount();
  const first = expect(addPerson(one, accountId)).rejects.toBeInstanceOf(OutcomeUnknown);
  await untilCommitRuns();
  await observer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'commit' and state = 'active'`,
  );
  await first;
  const body = await repeated(accountId);
  expect(await personsOf(accountId)).toEqual([body]);
});

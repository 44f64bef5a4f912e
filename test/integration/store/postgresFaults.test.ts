import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unavailable } from '../../../src/domain/errors.ts';
import type { PostgresOptions } from '../../../src/store/dialects/postgres/openPostgres.ts';
import { openStore } from '../../../src/store/openStore.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { anAccount, aPerson } from './support/rows.ts';

const server = DATABASES.find(({ name }) => name === 'Postgres');

/** Needs a server: `TEST_POSTGRES_URL`. */
describe.runIf(server)('Postgres that fails', () => {
  let database: TestDatabase;
  let options: PostgresOptions;
  let store: Store;

  beforeAll(async () => {
    if (!server) return;
    database = await server.create();
    options = { ...(database.options as PostgresOptions), queryTimeout: 1000, wait: 2000 };
    store = await openStore(options);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  /** Ends every other connection to the database, as a stop of the server does. */
  async function endConnections(): Promise<void> {
    const { host, port, user, password, database: name } = options;
    const client = new pg.Client({ host, port, user, password, database: name });
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [name],
    );
    await client.end();
  }

  it('loses a transaction whose connection goes, and works on with another', async () => {
    const accountId = await anAccount(store);
    const work = store.transaction(async (tx) => {
      await aPerson(tx, accountId);
      await endConnections();
      await aPerson(tx, accountId);
    });
    await expect(work).rejects.toThrow(Unavailable);
    expect((await store.accounts.countObjects(accountId)).persons).toBe(0);
    await aPerson(store, accountId);
    expect((await store.accounts.countObjects(accountId)).persons).toBe(1);
  });

  it('does not send a COMMIT again whose answer was lost', async () => {
    const accountId = await anAccount(store);
    const work = store.transaction(async (tx) => {
      await aPerson(tx, accountId);
      await endConnections();
    });
    await expect(work).rejects.toThrow(Unavailable);
    expect((await store.accounts.countObjects(accountId)).persons).toBe(0);
  });

  it('reports a deadlock as something that may be tried again', async () => {
    const accountId = await anAccount(store);
    const [one, two] = [await aPerson(store, accountId), await aPerson(store, accountId)];
    let locked = 0;
    let bothAreLocked = () => {};
    const bothLocked = new Promise<void>((resolve) => {
      bothAreLocked = resolve;
    });
    const locker = (mine: typeof one, other: typeof one) =>
      store.transaction(async (tx) => {
        await tx.persons.lock(accountId, [mine]);
        if (++locked === 2) bothAreLocked();
        await bothLocked;
        await tx.persons.lock(accountId, [other]);
      });
    const results = await Promise.allSettled([locker(one, two), locker(two, one)]);
    // The server finds the circle, or the time-out ends it.
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure).toBeInstanceOf(Unavailable);
  });

  it.each([
    ['nobody listens', { port: 1 }, /127\.0\.0\.1:1 says: .*ECONNREFUSED/],
    ['there is no such database', { database: 'no_such_database' }, /no_such_database/],
    ['there is no such host', { host: 'host.invalid' }, /host\.invalid/],
  ])('refuses to start with one sentence when %s', async (_case, wrong, message) => {
    const opening = openStore({ ...options, ...wrong });
    await expect(opening).rejects.toMatchObject({
      name: 'StoreRefused',
      reason: 'unreachable',
      message: expect.stringMatching(message),
    });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining(`:${options.password}@`) });
  });

  it('gives up on a server that takes connections and says nothing', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(openStore({ ...options, port, connectTimeout: 300 })).rejects.toMatchObject({ reason: 'unreachable' });
    silent.close();
  });
});

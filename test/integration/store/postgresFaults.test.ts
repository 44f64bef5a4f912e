import { once } from 'node:events';
import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { PostgresOptions } from '../../../src/databases/postgres/openPostgres.ts';
import { Unavailable } from '../../../src/domain/errors.ts';
import type { Store } from '../../../src/store/store.ts';
import { needs } from '../../support/run/needs.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { anAccount, aPerson } from './support/rows.ts';

const server = DATABASES.find(({ name }) => name === 'Postgres');

/** Needs a server: `TEST_POSTGRES_URL`. */
describe('Postgres that fails', needs(server, 'no Postgres server is given'), () => {
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

  async function connectDirectly(): Promise<pg.Client> {
    const { host, port, user, password, database: name } = options;
    const client = new pg.Client({ host, port, user, password, database: name });
    await client.connect();
    return client;
  }

  /** Ends every other connection to the database, as a stop of the server does. */
  async function endConnections(): Promise<void> {
    const client = await connectDirectly();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [options.database],
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

  it('begins a transaction anew that lost to a deadlock', async () => {
    const accountId = await anAccount(store);
    const [one, two] = [await aPerson(store, accountId), await aPerson(store, accountId)];
    let attempts = 0;
    let bothAreLocked = () => {};
    const bothLocked = new Promise<void>((resolve) => {
      bothAreLocked = resolve;
    });
    const locker = (mine: typeof one, other: typeof one) =>
      patient.transaction(async (tx) => {
        const written = await aPerson(tx, accountId);
        await tx.persons.lock(accountId, [mine]);
        if (++attempts === 2) bothAreLocked();
        await bothLocked;
        await tx.persons.lock(accountId, [other]);
        return written;
      });
    // Longer than the server takes to find the circle.
    const patient = await openStore({ ...options, queryTimeout: 10_000 });
    const written = await Promise.all([locker(one, two), locker(two, one)]);
    await patient.close();
    expect(attempts).toBeGreaterThan(2);
    // Nothing is there twice: what the loser had written is gone.
    const { items } = await store.persons.page(accountId, {}, { page: 1, size: 100 });
    expect(new Set(items.map(({ personId }) => personId))).toEqual(new Set([one, two, ...written]));
  });

  it('sends a statement again that the server undid, a bounded number of times', async () => {
    const accountId = await anAccount(store);
    const administrator = await connectDirectly();
    await administrator.query('create sequence attempts');
    await administrator.query(`create function lose() returns trigger language plpgsql as $$ begin
      if nextval('attempts') < new.user_data::int then raise exception using errcode = '40001'; end if;
      return new; end $$`);
    await administrator.query('create trigger lose before insert on person for each row execute function lose()');
    try {
      await aPerson(store, accountId, { userData: '4' });
      expect((await store.accounts.countObjects(accountId)).persons).toBe(1);
      await expect(aPerson(store, accountId, { userData: '1000' })).rejects.toThrow(Unavailable);
      const { rows } = await administrator.query(`select last_value::int as attempts from attempts`);
      expect(rows).toEqual([{ attempts: 4 + 8 }]);
    } finally {
      await administrator.query('drop trigger lose on person');
      await administrator.end();
    }
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

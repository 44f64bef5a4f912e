import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { PostgresOptions } from '../../../src/databases/postgres/openPostgres.ts';
import { newClient } from '../../../src/failover/postgres/newClient.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { PGBOUNCER, startPgbouncer } from '../../support/postgres/pgbouncer.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';
import { needs } from '../../support/run/needs.ts';
import { storeContract } from './contract/storeContract.ts';
import { aDescriptor, anAccount, aPerson } from './support/rows.ts';

/** What a DBA or another application may have set, each enough to break a service that takes defaults for granted. */
const HOSTILE: Readonly<Record<string, string>> = {
  bytea_output: 'escape',
  DateStyle: 'German, DMY',
  IntervalStyle: 'sql_standard',
  TimeZone: 'Asia/Kathmandu',
  client_encoding: 'LATIN1',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  transform_null_equals: 'on',
  array_nulls: 'off',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  exit_on_error: 'on',
  statement_timeout: '1ms',
  lock_timeout: '1ms',
  idle_in_transaction_session_timeout: '1ms',
  // A probe of the host has them, too, and must come through.
  idle_session_timeout: '1s',
  transaction_timeout: '1s',
  row_security: 'off',
  quote_all_identifiers: 'on',
  enable_indexscan: 'off',
  enable_hashjoin: 'off',
};

let installation: Installation;
let server: PostgresServer;
let options: PostgresOptions;

async function setAll(settings: Readonly<Record<string, string>>): Promise<void> {
  await server.query(`alter role ${USER} reset all`);
  const known = new Set((await server.query<{ name: string }>('select name from pg_settings')).map(({ name }) => name));
  for (const [name, value] of Object.entries(settings)) {
    if (!known.has(name)) continue;
    await server.query(`alter role ${USER} set ${name} = ${name === 'DateStyle' ? value : `'${value}'`}`);
  }
}

beforeAll(async () => {
  installation = await installPostgres();
  server = await startServer(installation, 'hostile');
  await setAll(HOSTILE);
  const { port } = server;
  options = {
    type: 'postgres',
    host: '127.0.0.1',
    port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
    poolSize: 8,
  };
});
afterAll(async () => {
  await server.destroy();
  await installation.remove();
});

/** A session that does not know better has nothing to do until it is ended for that; what idles longer would have been, too. */
async function idleUntilEnded(): Promise<void> {
  const client = new pg.Client({ ...options, password: PASSWORD, statement_timeout: 5000 });
  client.on('error', () => {});
  // The end comes with an error, which `once` would reject for.
  const ended = new Promise<void>((resolve) => client.on('end', resolve));
  await client.connect();
  await ended;
}

describe('a role with every hostile setting', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(options);
  });
  afterAll(() => store.close());

  it('has them, for whoever does not know better', async () => {
    const client = new pg.Client({ ...options, password: PASSWORD, statement_timeout: 5000 });
    await client.connect();
    const { rows } = await client.query('show bytea_output');
    await client.end();
    expect(rows).toEqual([{ bytea_output: 'escape' }]);
  });

  it('ends no session that has nothing to do, and no transaction that takes its time', async () => {
    const pids = () => server.query(`select pid from pg_stat_activity where usename = '${USER}' order by pid`);
    const accountId = await anAccount(store);
    await store.transaction(async (tx) => {
      await tx.persons.lock(accountId, []);
      await idleUntilEnded();
      await aDescriptor(tx, accountId);
    });
    const before = await pids();
    await idleUntilEnded();
    expect(before.length).toBeGreaterThan(0);
    expect(await pids()).toEqual(expect.arrayContaining(before));
  });

  storeContract(() => store);
});

it('a session that the server ended while it was idle is replaced, also under a write, and no caller hears of it', async () => {
  const dsn = `${USER}:${PASSWORD}@127.0.0.1:${options.port}/${DATABASE}?options=-c%20idle_session_timeout%3D100ms`;
  const store = await openStore({ ...options, dsn });
  const stopTheWorld = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
  try {
    const accountId = await anAccount(store);
    for (let round = 0; round < 3; round++) {
      await store.ping();
      // The end of the session comes in unread: the write goes out first.
      stopTheWorld();
      await aPerson(store, accountId);
      stopTheWorld();
      await store.transaction((tx) => aPerson(tx, accountId));
    }
    expect((await store.accounts.countObjects(accountId)).persons).toBe(6);
  } finally {
    await store.close();
  }
});

describe(
  'behind PgBouncer, which takes no settings',
  needs(PGBOUNCER, 'PgBouncer is not installed (apt-get install pgbouncer)'),
  () => {
    const through = async (settings: Readonly<Record<string, string>>, use: (store: Store) => Promise<void>) => {
      await setAll(settings);
      const bouncer = await startPgbouncer(PGBOUNCER ?? '', installation, server);
      try {
        const store = await openStore({ ...options, port: bouncer.port });
        await use(store).finally(() => store.close());
      } finally {
        await bouncer.stop();
        await setAll(HOSTILE);
      }
    };

    it('vectors are read in either form', async () => {
      await through({ bytea_output: 'escape' }, async (store) => {
        const accountId = await anAccount(store);
        const descriptorId = await aDescriptor(store, accountId);
        const [stored] = await store.descriptors.vectors(accountId, [descriptorId]);
        expect(stored?.vector).toEqual(Float32Array.of(0, Math.PI, -0, 1e-42));
      });
    });

    it.each([
      ['DateStyle', 'German, DMY', /DateStyle = German, DMY, and the service needs ISO/],
      ['standard_conforming_strings', 'off', /standard_conforming_strings = off/],
      ['extra_float_digits', '0', /extra_float_digits = 0/],
    ])('a start is refused with one sentence that names %s', async (name, value, message) => {
      const opened = through({ [name]: value }, async () => undefined);
      await expect(opened).rejects.toMatchObject({ name: 'StoreRefused', message: expect.stringMatching(message) });
    });
  },
);

describe('variables of the shell that are meant for psql', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('change nothing', async () => {
    const variables = {
      PGOPTIONS: '-c DateStyle=German',
      PGDATESTYLE: 'German',
      PGAPPNAME: 'psql',
      PGREPLICATION: 'database',
      PGSSLNEGOTIATION: 'direct',
      PGSSLMODE: 'verify-full',
      PGBINARY: 'true',
      PGCLIENT_ENCODING: 'latin1',
      PGCLIENTENCODING: 'LATIN1',
      PGTZ: 'Asia/Kathmandu',
      PGUSER: 'nobody',
      PGPASSWORD: 'wrong',
      PGDATABASE: 'nowhere',
      PGHOST: 'host.invalid',
      PGPORT: '1',
      PGCONNECT_TIMEOUT: '1',
      PGSERVICE: 'none',
    };
    await setAll({});
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const client = newClient({ ...options, password: () => PASSWORD, ssl: false });
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('DateStyle') as style, current_setting('application_name') as app`,
    );
    await client.end();
    expect(rows).toEqual([{ style: 'ISO, MDY', app: '' }]);
    const store = await openStore(options);
    await store.ping().finally(() => store.close());
  });
});

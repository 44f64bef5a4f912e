import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import { Unavailable } from '../../../src/domain/errors.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';

let installation: Installation;
let server: PostgresServer;
let store: Store;

beforeAll(async () => {
  installation = await installPostgres();
  server = await startServer(installation, 'probed');
  const login = { host: '127.0.0.1', port: server.port, user: USER, password: PASSWORD, database: DATABASE };
  store = await openStore({ type: 'postgres', ...login, poolSize: 2, queryTimeout: 500, wait: 2000 });
});
afterAll(async () => {
  await store?.close();
  await server?.destroy();
  await installation?.remove();
});

/** Commits wait for a standby of this name; an empty one: for none. */
async function waitForStandby(name: string): Promise<void> {
  await server.query(`alter system set synchronous_standby_names = '${name}'`);
  await server.query('select pg_reload_conf()');
  await expect
    .poll(() => server.query('show synchronous_standby_names'))
    .toEqual([{ synchronous_standby_names: name }]);
}

it('a server that takes rows and acknowledges none fails the probe of a write, until it does', async () => {
  await store.probeWrite();
  await waitForStandby('nobody');
  await expect(store.probeWrite()).rejects.toThrow(Unavailable);
  await waitForStandby('');
  await expect.poll(() => store.probeWrite().then(() => 'taken', String)).toBe('taken');
  expect(await server.query('select 1 from portrait', DATABASE)).toEqual([]);
});

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import type { Store } from '../../../src/store/store.ts';
import { CONDITION_MS } from '../../support/patience.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { type ReplicatedPair, startPair, startServer } from '../../support/postgres/replicatedPair.ts';
import { type FollowedList, followList, LISTENERS } from '../support/followedList.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await installPostgres();
});
afterEach(() => installation.remove());

const optionsFor = (one: PostgresServer, two: PostgresServer) =>
  ({
    type: 'postgres',
    dsn: `127.0.0.1:${one.port},127.0.0.1:${two.port}`,
    host: '127.0.0.1',
    port: one.port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
    poolSize: 4,
    connectTimeout: 1000,
    queryTimeout: 2000,
    listHints: true,
  }) as const;

const listeners = async (server: PostgresServer) => (await server.query(`select 1 ${LISTENERS}`)).length;

describe('two nodes on a primary that fails', () => {
  let pair: ReplicatedPair;
  let writing: Store;
  let reading: Store;
  let list: FollowedList;

  beforeEach(async () => {
    pair = await startPair(installation);
    const options = optionsFor(pair.primary, pair.standby);
    writing = await openStore(options);
    reading = await openStore(options);
    list = await followList(writing, reading);
  });
  afterEach(async () => {
    await list?.close();
    await reading?.close();
    await writing?.close();
    await pair.kill();
  });

  /** The first may be seen by the sweep that follows the connecting, the others only by their hints. */
  async function expectHints(server: PostgresServer): Promise<void> {
    await expect.poll(() => listeners(server)).toBe(1);
    for (let count = 0; count < 3; count++) await list.seen(await list.attach());
  }

  it.each([
    ['is killed', () => pair.primary.kill()],
    ['freezes', () => pair.primary.freeze()],
    ['stops in order', () => pair.primary.stop('fast')],
  ])('it %s: hints arrive from the one that takes over', async (_name, fail) => {
    await expectHints(pair.primary);
    await fail();
    await pair.standby.promote();
    // Somebody must ask for the fail-over to be noticed; polls are off here.
    for (const node of [writing, reading]) await vi.waitFor(() => node.ping(), { timeout: CONDITION_MS });
    await expectHints(pair.standby);
  });
});

describe('a host that goes on but takes no writes any more', () => {
  let one: PostgresServer;
  let two: PostgresServer;
  let database: OpenDatabase;

  beforeEach(async () => {
    one = await startServer(installation, 'one');
    two = await startServer(installation, 'two');
    database = await openDatabase(optionsFor(one, two), { info: () => undefined, warn: () => undefined });
  });
  afterEach(async () => {
    await database?.close();
    await one.destroy();
    await two.destroy();
  });

  it('is left by the listener as well', async () => {
    const watcher = { changed: vi.fn(), missed: vi.fn() };
    database.hints?.watch(watcher);
    await expect.poll(() => listeners(one)).toBe(1);
    await one.query('alter system set default_transaction_read_only = on');
    await one.query('select pg_reload_conf()');
    await vi.waitFor(() => sql`drop table if exists none`.execute(database.db), { timeout: CONDITION_MS });
    await expect.poll(() => listeners(two)).toBe(1);
    await expect.poll(() => listeners(one)).toBe(0);
    await vi.waitFor(() => expect(watcher.missed).toHaveBeenCalledTimes(2), { timeout: CONDITION_MS });
  });
});

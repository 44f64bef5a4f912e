import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StoreOptions } from '../../src/databases/openDatabase.ts';
import { openStore } from '../../src/databases/openStore.ts';
import { type ListId, newId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/store/store.ts';
import { testModels } from '../support/models.ts';
import { DATABASES, postgresAt, type TestDatabase } from './store/support/databases.ts';
import { aDescriptor, aList, anAccount } from './store/support/rows.ts';
import { serve } from './support/commandLine.ts';
import { type FollowedList, followList, LISTENERS } from './support/followedList.ts';

const url = process.env.TEST_POSTGRES_URL ?? '';
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close();
});

async function openNode(options: StoreOptions, listHints = true): Promise<Store> {
  const store = await openStore({ ...options, ...(options.type !== 'oracle' && { listHints }) });
  open.push(store);
  return store;
}

async function follow(writing: Store, reading: Store, pollMs?: number): Promise<FollowedList> {
  const list = await followList(writing, reading, pollMs);
  open.push(list);
  return list;
}

describe('two nodes on one Postgres', () => {
  let database: TestDatabase;
  let name: string;
  let administrator: pg.Client;

  beforeAll(async () => {
    database = await postgresAt(url);
    name = database.options.type === 'postgres' ? database.options.database : '';
    administrator = new pg.Client({ connectionString: url });
    await administrator.connect();
  });
  afterAll(async () => {
    await administrator?.end();
    await database?.remove();
  });

  const listeners = async (action = 'pid') =>
    (await administrator.query(`select ${action} ${LISTENERS} and datname = $1`, [name])).rowCount;

  /** What a session of its own hears, until it hears that text. */
  async function hearing(): Promise<{ client: pg.Client; until(text: string): Promise<readonly string[]> }> {
    const client = new pg.Client({ connectionString: new URL(name, url).href });
    await client.connect();
    open.push({ close: () => client.end() });
    const heard: string[] = [];
    client.on('notification', ({ payload = '' }) => heard.push(payload));
    await client.query('listen luna_backport3_lists');
    return {
      client,
      async until(text) {
        await expect.poll(() => heard.includes(text)).toBe(true);
        return heard;
      },
    };
  }

  it('an attach on one is seen on the other long before it asks', async () => {
    const list = await follow(await openNode(database.options), await openNode(database.options));
    await expect.poll(() => listeners()).toBe(1);
    // The first may be seen by the sweep that follows the connecting, the others only by their hints.
    for (let count = 0; count < 3; count++) await list.seen(await list.attach());
  });

  it('a transaction tells each list that it changed once, one that is rolled back tells nothing', async () => {
    const store = await openNode(database.options);
    const accountId = await anAccount(store);
    const face = await aDescriptor(store, accountId);
    const [one, two, not, last] = [
      await aList(store, accountId),
      await aList(store, accountId),
      await aList(store, accountId),
      await aList(store, accountId),
    ];
    const { until } = await hearing();
    await store.transaction(async (tx) => {
      await tx.lists.recordChange([one, two], { add: [face] });
      await tx.lists.recordChange([one], { remove: [face] });
      await tx.lists.recordChange([one, newId<ListId>()], { add: [face] });
    });
    const failed = store.transaction(async (tx) => {
      await tx.lists.recordChange([not], { add: [face] });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await store.lists.recordChange([last], { add: [face] });
    expect(await until(last)).toEqual([...[one, two].sort(), last]);
  });

  it('a listener whose connection dies affects nothing, comes back, and sees what it missed', async () => {
    const [writing, reading] = [await openNode(database.options), await openNode(database.options)];
    const list = await follow(writing, reading);
    await expect.poll(() => listeners()).toBe(1);
    await list.seen(await list.attach());
    const hosts = reading.hostChanges();

    await administrator.query(`alter database ${name} with allow_connections false`);
    await listeners('pg_terminate_backend(pid)');
    await expect.poll(() => listeners()).toBe(0);
    const missed = await list.attach();
    await pause(300);
    expect(await list.found()).not.toContain(missed);
    await reading.ping();
    expect(reading.isServing()).toBe(true);

    await administrator.query(`alter database ${name} with allow_connections true`);
    await list.seen(missed);
    await list.seen(await list.attach());
    expect(reading.hostChanges()).toBe(hosts);
  });

  it('without hints nobody listens, nothing is sent, and polling goes on', async () => {
    const [writing, reading] = [await openNode(database.options, false), await openNode(database.options, false)];
    const { client, until } = await hearing();
    const list = await follow(writing, reading, 100);
    await list.seen(await list.attach());
    expect(await listeners()).toBe(0);
    // What was sent at all would be here before this is seen.
    await list.seen(await list.attach());
    await client.query(`notify luna_backport3_lists, 'mark'`);
    expect(await until('mark')).toEqual(['mark']);
  });

  it('serve listens, unless it is told not to', async () => {
    await testModels();
    const { hostname, port, username } = new URL(url);
    const address = { DB_HOST: hostname, DB_PORT: port, DB_USER: decodeURIComponent(username), DB_NAME: name };
    const folder = await mkdtemp(join(tmpdir(), 'luna-hints-'));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    // The rows of this suite say that they have portraits, and no folder has them: `serve` would refuse for that.
    const { client } = await hearing();
    await client.query('update descriptor set has_portrait = false');
    await client.end();
    const settings = { DB_TYPE: 'postgres', ...address, DATA_DIR: folder };
    const service = await serve(settings);
    await expect.poll(() => listeners()).toBe(1);
    expect((await service.end('SIGTERM')).code).toBe(0);
    expect(await listeners()).toBe(0);

    const deaf = await serve({ ...settings, GALLERY_NOTIFY: '0' });
    // When one that is started later listens, the first would.
    const later = await serve(settings);
    await expect.poll(() => listeners()).toBeGreaterThan(0);
    await later.end('SIGTERM');
    expect(await listeners()).toBe(0);
    await deaf.end('SIGTERM');
  });

  it('a node that is closed while it connects leaves nothing behind', async () => {
    const reading = await openNode(database.options);
    for (let count = 0; count < 20; count++) {
      const watch = reading.watchLists({ changed: () => undefined, missed: () => undefined });
      await pause(count);
      await watch?.close();
    }
    await expect.poll(() => listeners()).toBe(0);
  });
});

it.each(DATABASES)('on $name a node hears of its own changes', async ({ create }) => {
  const database = await create();
  open.push({ close: () => database.remove() });
  const store = await openNode(database.options);
  const list = await follow(store, store);
  for (let count = 0; count < 3; count++) await list.seen(await list.attach());
});

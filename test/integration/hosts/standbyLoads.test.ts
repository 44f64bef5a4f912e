import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { AccountId, DescriptorId, ListId } from '../../../src/domain/ids.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { replayed, startServer } from '../../support/postgres/replicatedPair.ts';
import { gaussSource, randomSource, randomVector } from '../../support/vectors.ts';
import { anAccount, clock } from '../store/support/rows.ts';

const gauss = gaussSource(randomSource(43));
/** More than a page: the load goes on after its first batch. */
const FACES = 1200;

let installation: Installation;
let primary: PostgresServer;
let standby: PostgresServer;
let store: Store;
let accountId: AccountId;
let listId: ListId;

beforeEach(async () => {
  installation = await installPostgres();
  primary = await startServer(installation, 'one');
  standby = await PostgresServer.standbyOf(primary, 'two');
  await standby.start();
  store = await openStore({
    type: 'postgres',
    dsn: `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`,
    host: '127.0.0.1',
    port: primary.port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
    poolSize: 4,
    connectTimeout: 1000,
    loadFromStandby: true,
  });
  accountId = await anAccount(store);
  listId = newId<ListId>();
  await store.lists.create(accountId, { listId, kind: 'descriptors', listData: '', createTime: clock() });
  await attach(FACES);
  await replayed(primary, standby);
});

afterEach(async () => {
  await store.close();
  await primary.destroy();
  await standby.destroy();
  await installation.remove();
});

async function attach(count: number): Promise<void> {
  const faces = Array.from({ length: count }, () => ({
    descriptorId: newId<DescriptorId>(),
    createTime: clock(),
    modelId: 'net',
    hasPortrait: false,
    vector: randomVector(8, gauss),
  }));
  const ids = faces.map(({ descriptorId }) => descriptorId);
  await store.descriptors.createMany(accountId, faces);
  await store.transaction(async (tx) => {
    await tx.lists.linkDescriptors(accountId, listId, ids, clock());
    await tx.lists.recordChange([listId], { add: ids });
  });
}

/** Whether the service has a transaction under way there. */
async function isReadAt(server: PostgresServer): Promise<boolean> {
  const found = await server.query(
    "select 1 from pg_stat_activity where application_name = 'luna-backport3' and xact_start is not null and pid <> pg_backend_pid()",
  );
  return found.length > 0;
}

async function load(onFirst: () => Promise<void> = async () => {}): Promise<Set<string>> {
  const ids = new Set<string>();
  await store.galleryFeed.load(listId, async (batch) => {
    if (ids.size === 0) await onFirst();
    for (const { descriptorId } of batch) ids.add(descriptorId);
  });
  return ids;
}

/** The pool on the standby opens behind the start. */
async function loadsAtStandby(): Promise<boolean> {
  let there = false;
  await load(async () => {
    there = await isReadAt(standby);
  });
  return there;
}

it('loads a list from the standby, and never an older one than was committed', async () => {
  await expect.poll(loadsAtStandby).toBe(true);
  expect((await load()).size).toBe(FACES);

  await standby.query('select pg_wal_replay_pause()');
  await attach(3);
  expect(await loadsAtStandby()).toBe(false);
  expect((await load()).size).toBe(FACES + 3);

  await standby.query('select pg_wal_replay_resume()');
  await expect.poll(loadsAtStandby).toBe(true);
});

it('loads from the primary when the standby dies in the middle', async () => {
  await expect.poll(loadsAtStandby).toBe(true);
  expect((await load(() => standby.kill())).size).toBe(FACES);
  expect((await load()).size).toBe(FACES);
});

it('passes on what the reader of the batches throws', async () => {
  await expect.poll(loadsAtStandby).toBe(true);
  const full = new Error('no room');
  await expect(load(() => Promise.reject(full))).rejects.toBe(full);
});

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import { copyList } from '../../../src/databases/postgres/copyList.ts';
import { openPostgres, type PostgresOptions } from '../../../src/databases/postgres/openPostgres.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../../src/domain/ids.ts';
import type { StoredVector } from '../../../src/store/lists/listFeed.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';
import { aList, anAccount, aPerson, clock, descriptors } from '../store/support/rows.ts';

/** 50 MB of vectors: more than the connection and its buffers hold, so that the server is still sending. */
const MANY = 25_000;
const SILENT = { info: () => undefined, warn: () => undefined };

type OnFirst = () => Promise<unknown> | unknown;

describe('a list as a stream', () => {
  let installation: Installation;
  let server: PostgresServer;
  let store: Store;
  let accountId: AccountId;
  /** Loads that began as streams and were read by keys. */
  let fallbacks: number;

  const options = (): PostgresOptions => ({
    type: 'postgres',
    host: '127.0.0.1',
    port: server.port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
    poolSize: 4,
  });

  beforeAll(async () => {
    installation = await installPostgres();
    server = await startServer(installation, 'stream');
  });

  afterAll(async () => {
    await server.destroy();
    await installation.remove();
  });

  beforeEach(() => open({}));

  afterEach(() => store.close());

  async function open(own: Partial<PostgresOptions>): Promise<void> {
    fallbacks = 0;
    const info = (_: object, message: string) => {
      if (message.includes('by keys')) fallbacks++;
    };
    store = await openStore({ ...options(), ...own }, { ...SILENT, info });
    accountId = await anAccount(store);
  }

  async function reopen(own: Partial<PostgresOptions>): Promise<void> {
    await store.close();
    await open(own);
  }

  let long: Promise<ListId> | undefined;
  /** Made by the first test that needs it; none changes it. */
  function aLongList(): Promise<ListId> {
    long ??= makeLongList();
    return long;
  }

  /** Vectors of 2 KB that mean nothing. */
  async function makeLongList(): Promise<ListId> {
    const listId = await aList(store, accountId, 'descriptors');
    const client = await server.connect();
    const now = `now() at time zone 'utc'`;
    await client.query(
      `insert into descriptor (descriptor_id, account_id, create_time, last_update, model_id, vector, has_portrait)
       select gen_random_uuid(), $1, ${now}, ${now}, 'net', decode(repeat(md5(n::text), 128), 'hex'), false
       from generate_series(1, ${MANY}) as n`,
      [accountId],
    );
    await client.query(
      `insert into list_descriptor (list_id, descriptor_id, create_time, link_time)
       select $1, descriptor_id, ${now}, ${now} from descriptor where account_id = $2`,
      [listId, accountId],
    );
    await client.query('analyze');
    await client.end();
    return listId;
  }

  async function load(listId: ListId, onFirst: OnFirst = () => {}, beside?: 'beside'): Promise<StoredVector[]> {
    const found = new Map<string, StoredVector>();
    await store.galleryFeed.load(
      listId,
      async (batch) => {
        if (found.size === 0) await onFirst();
        for (const row of batch) found.set(row.descriptorId, { ...row, vector: Float32Array.from(row.vector) });
      },
      beside,
    );
    return [...found.values()].sort((a, b) => (a.descriptorId < b.descriptorId ? -1 : 1));
  }

  const copies = () =>
    server.query<{ pid: number }>(`select pid from pg_stat_activity where query like 'copy %' and state = 'active'`);

  async function isStreamed(listId: ListId, beside?: 'beside'): Promise<boolean> {
    let running: readonly unknown[] = [];
    await load(
      listId,
      async () => {
        running = await copies();
      },
      beside,
    );
    return running.length > 0;
  }

  it('has what is read by keys, owners as well', async () => {
    const people = [await aPerson(store, accountId), await aPerson(store, accountId)] as const;
    const faces = await descriptors(store, accountId, 40);
    for (const [index, face] of faces.slice(0, 30).entries()) {
      await store.persons.linkDescriptor(accountId, people[index % 2] as PersonId, face, clock());
    }
    const ofPersons = await aList(store, accountId);
    await store.lists.linkPersons(accountId, ofPersons, [people[1]]);
    const ofDescriptors = await aList(store, accountId, 'descriptors');
    await store.lists.linkDescriptors(accountId, ofDescriptors, faces.slice(20), clock());
    const [persons, mixed] = [await load(ofPersons), await load(ofDescriptors)];
    expect(persons).toEqual(await load(ofPersons, undefined, 'beside'));
    expect(persons.map(({ personId }) => personId)).toEqual(Array(15).fill(people[1]));
    expect(mixed).toEqual(await load(ofDescriptors, undefined, 'beside'));
    expect(mixed.filter(({ personId }) => personId === null)).toHaveLength(10);
    expect(fallbacks).toBe(0);
  });

  it('takes several statements for a long list, and misses none', async () => {
    const people = await Promise.all(Array.from({ length: 7 }, () => aPerson(store, accountId)));
    const faces = await descriptors(store, accountId, 21);
    for (const [index, face] of faces.entries()) {
      await store.persons.linkDescriptor(accountId, people[index % 7] as PersonId, face, clock());
    }
    const lists = {
      persons: await aList(store, accountId),
      descriptors: await aList(store, accountId, 'descriptors'),
    };
    await store.lists.linkPersons(accountId, lists.persons, people);
    await store.lists.linkDescriptors(accountId, lists.descriptors, faces, clock());
    const database = await openPostgres(options(), SILENT);
    for (const kind of ['persons', 'descriptors'] as const) {
      for (const each of [1, 3, 7, 20, 21, 22]) {
        const found = await database.db.transaction().execute(async (tx) => {
          const ids: DescriptorId[] = [];
          for await (const batch of copyList(tx, lists[kind], kind, undefined, each)) {
            ids.push(...batch.map((row) => row.descriptor_id as DescriptorId));
          }
          return ids.sort();
        });
        expect(found).toEqual([...faces].sort());
      }
    }
    await database.close();
  });

  it('is one at a time, and none where there are few connections or no hurry', async () => {
    const listId = await aLongList();
    const all = await load(listId);
    expect(all).toHaveLength(MANY);
    expect(await isStreamed(listId)).toBe(true);
    expect(await isStreamed(listId, 'beside')).toBe(false);
    let running = 0;
    const both = await load(listId, async () => {
      const second = await load(listId, async () => {
        running = (await copies()).length;
      });
      expect(second).toHaveLength(MANY);
    });
    expect(both).toHaveLength(MANY);
    expect(running).toBe(1);
    expect(fallbacks).toBe(0);
    await reopen({ poolSize: 2 });
    expect(await isStreamed(listId)).toBe(false);
  });

  it('lasts as long as its reader, beyond the time that a statement has', async () => {
    await reopen({ statementTimeout: 300, queryTimeout: 600 });
    const listId = await aLongList();
    expect(await load(listId, () => pause(1500))).toHaveLength(MANY);
    expect(fallbacks).toBe(0);
  });

  it('comes in many small batches, none of them empty', async () => {
    const listId = await aLongList();
    const sizes: number[] = [];
    await store.galleryFeed.load(listId, ({ length }) => void sizes.push(length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(MANY);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    // 256 KiB are read ahead, and what the connection had at hand comes on top.
    expect(Math.max(...sizes)).toBeLessThan(1000);
    expect(fallbacks).toBe(0);
  });

  it('ends with its reader, and leaves nothing behind', async () => {
    // Nothing may depend on a time-out.
    await reopen({ queryTimeout: 0 });
    const listId = await aLongList();
    const full = new Error('no room');
    await expect(load(listId, () => Promise.reject(full))).rejects.toBe(full);
    await expect.poll(copies).toEqual([]);
    expect(await isStreamed(listId)).toBe(true);
    expect(fallbacks).toBe(0);
  });

  it.each([
    ['is terminated', (pid: number) => server.query(`select pg_terminate_backend(${pid})`)],
    ['is cancelled', (pid: number) => server.query(`select pg_cancel_backend(${pid})`)],
  ])('is read by keys when it %s', async (_, end) => {
    const listId = await aLongList();
    const found = await load(listId, async () => {
      for (const { pid } of await copies()) await end(pid);
    });
    expect(found).toHaveLength(MANY);
    expect(fallbacks).toBe(1);
    expect(await isStreamed(listId)).toBe(true);
  });

  it('is read by keys when the server is silent for too long', async () => {
    await reopen({ queryTimeout: 500, wait: 10_000 });
    const listId = await aLongList();
    const found = await load(listId, async () => {
      await server.freeze();
      setTimeout(() => void server.thaw(), 2000);
    });
    expect(found).toHaveLength(MANY);
    expect(fallbacks).toBe(1);
  });
});

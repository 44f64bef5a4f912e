import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import { type DescriptorId, type ListId, newId } from '../../../src/domain/ids.ts';
import { createMemoryGallery } from '../../../src/gallery/memory/memoryGallery.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { replayed, startServer } from '../../support/postgres/replicatedPair.ts';
import { gaussSource, randomSource, randomVector } from '../../support/vectors.ts';
import { anAccount, clock } from '../store/support/rows.ts';

const gauss = gaussSource(randomSource(41));
let installation: Installation;
let primary: PostgresServer;
let standby: PostgresServer;
let store: Store;

beforeEach(async () => {
  installation = await installPostgres();
  primary = await startServer(installation, 'one');
  standby = await PostgresServer.standbyOf(primary, 'two');
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
  });
  await standby.start();
});

afterEach(async () => {
  await store.close();
  await primary.destroy();
  await standby.destroy();
  await installation.remove();
});

it.each([1, 3])(
  'an asynchronous standby takes over without the last commit and gains %i others: a search sees those alone',
  async (gained) => {
    const accountId = await anAccount(store);
    const listId = newId<ListId>();
    await store.lists.create(accountId, { listId, kind: 'descriptors', listData: '', createTime: clock() });
    const attach = async (): Promise<DescriptorId> => {
      const descriptorId = newId<DescriptorId>();
      const face = { descriptorId, createTime: clock(), modelId: 'net', hasPortrait: false };
      await store.descriptors.createMany(accountId, [{ ...face, vector: randomVector(32, gauss) }]);
      await store.transaction(async (tx) => {
        await tx.lists.linkDescriptors(accountId, listId, [descriptorId], clock());
        await tx.lists.recordChange([listId], { add: [descriptorId] });
      });
      return descriptorId;
    };
    const gallery = createMemoryGallery({
      feed: store.galleryFeed,
      workers: 0,
      hostChanges: () => store.hostChanges(),
    });
    const found = async (): Promise<string[]> => {
      const probes = [randomVector(32, gauss)];
      const candidates = { kind: 'list', listId } as const;
      const search = { candidates, probes, modelId: 'net', limit: 10, groupBy: 'descriptor' } as const;
      return (await gallery.search(accountId, search)).map(({ descriptorId }) => descriptorId).sort();
    };

    const kept = await attach();
    await replayed(primary, standby);
    await standby.stop('fast');
    const lost = await attach();
    expect(await found()).toEqual([kept, lost].sort());
    await primary.kill();
    await standby.start();
    await standby.promote();

    const others: string[] = [];
    for (let index = 0; index < gained; index++) others.push(await attach());
    expect((await store.galleryFeed.version(listId))?.version).toBe(1 + gained);
    expect(await found()).toEqual([kept, ...others].sort());
    await gallery.close();
  },
);

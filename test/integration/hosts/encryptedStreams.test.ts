import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { ListId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { certificate, DATABASE, PASSWORD, type PostgresServer, USER } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';
import { aList, anAccount, clock, descriptors } from '../store/support/rows.ts';
import { followList, LISTENERS } from '../support/followedList.ts';

let installation: Installation;
let server: PostgresServer;
let store: Store;

beforeEach(async () => {
  installation = await installPostgres();
  server = await startServer(installation, 'demanding');
  await server.offerTls('hostssl all luna 127.0.0.1/32 scram-sha-256');
  const authority = encodeURIComponent(certificate('authority.pem'));
  store = await openStore({
    type: 'postgres',
    dsn: `localhost:${server.port}?sslmode=verify-full&sslrootcert=${authority}`,
    host: 'localhost',
    port: server.port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
    poolSize: 4,
    listHints: true,
  });
});

afterEach(async () => {
  await store?.close();
  await server.destroy();
  await installation.remove();
});

/** Whether each of the service's sessions that match is encrypted. */
async function encrypted(which: string): Promise<boolean[]> {
  const rows = await server.query<{ ssl: boolean }>(`select ssl from pg_stat_ssl where pid in (select pid ${which})`);
  return rows.map(({ ssl }) => ssl);
}

it('hints of changed lists come over TLS', async () => {
  const list = await followList(store, store);
  await expect.poll(() => encrypted(LISTENERS)).toEqual([true]);
  for (let count = 0; count < 3; count++) await list.seen(await list.attach());
  await list.close();
});

it('a list is streamed over TLS', async () => {
  const accountId = await anAccount(store);
  const listId: ListId = await aList(store, accountId, 'descriptors');
  // Some 30 MB: pieces that do not end where records of TLS do.
  const faces = await descriptors(store, accountId, 2000);
  await store.lists.linkDescriptors(accountId, listId, faces, clock());
  await server.query(`update descriptor set vector = decode(repeat(md5(descriptor_id), 1000), 'hex')`, DATABASE);
  let streams: boolean[] | undefined;
  const ids: string[] = [];
  await store.galleryFeed.load(listId, async (batch) => {
    streams ??= await encrypted(`from pg_stat_activity where query like 'copy %' and state = 'active'`);
    ids.push(...batch.map(({ descriptorId }) => descriptorId));
  });
  expect(ids.sort()).toEqual([...faces].sort());
  expect(streams).toEqual([true]);
});

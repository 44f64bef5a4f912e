import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openStore } from '../../../src/databases/openStore.ts';
import { type AccountId, newId, type TokenId } from '../../../src/domain/ids.ts';
import { createClock } from '../../../src/domain/time.ts';
import { createMemoryGallery } from '../../../src/gallery/memory/memoryGallery.ts';
import type { Store } from '../../../src/store/store.ts';
import { EMBEDDERS } from '../../../src/vision/embed/embedders.ts';
import { freePort } from '../../../test/support/freePort.ts';
import { type Installation, installPostgres } from '../../../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, PostgresServer, USER } from '../../../test/support/postgres/postgresServer.ts';
import type { Row } from '../report.ts';
import { type ServerUnderTest, startServer } from '../serverUnderTest.ts';
import { measureAudit } from './auditOverHttp.ts';
import { createFaceSet, FACE_DIRECTIONS } from './faceSet.ts';
import { type FilledTable, fillTables } from './fillTables.ts';

const DIMENSION = 512;
const SEARCHES = 300;
const WARM_UP = 30;
const MEMORY_BYTES = 8 * 2 ** 30;

/** What is to be reached by the size of the list. */
const REACH: Readonly<Record<number, { p50: string; p99?: string }>> = {
  10000: { p50: '≤ 4' },
  1000000: { p50: '≤ 35', p99: '≤ 80' },
};

/** Lists of these sizes in a Postgres server on this machine: the load of each, then identify through HTTP, then its audit. */
export async function benchOverHttp(sizes: readonly number[]): Promise<Row[]> {
  const installation = await installPostgres();
  const data = await mkdtemp(join(tmpdir(), 'luna-bench-gallery-'));
  const server = await startPostgres(installation);
  try {
    return await measure(server, data, sizes);
  } finally {
    await server.destroy();
    await installation.remove();
    await rm(data, { recursive: true, force: true });
  }
}

async function startPostgres(installation: Installation): Promise<PostgresServer> {
  const server = await PostgresServer.create(installation, 'gallery');
  await server.start({ shared_buffers: '512MB', max_wal_size: '8GB', wal_keep_size: '0' });
  await server.query(`create role ${USER} login password '${PASSWORD}'`);
  await server.query(`create database ${DATABASE} owner ${USER}`);
  return server;
}

async function measure(postgres: PostgresServer, data: string, sizes: readonly number[]): Promise<Row[]> {
  const login = { host: '127.0.0.1', port: postgres.port, user: USER, password: PASSWORD, database: DATABASE };
  const store = await openStore({ type: 'postgres', ...login, poolSize: 10 });
  const rows: Row[] = [];
  const lists = new Map<number, FilledTable>();
  const token = newId<TokenId>();
  try {
    const accountId = await createAccount(store, token);
    const client = await postgres.connect();
    for (const size of sizes) {
      lists.set(
        size,
        await fillTables(client, accountId, EMBEDDERS.fr.id, createFaceSet(size, DIMENSION, 1, FACE_DIRECTIONS)),
      );
    }
    await client.query('vacuum analyze');
    await client.end();
    for (const [size, list] of lists) rows.push(...(await measureLoad(store, accountId, size, list)));
  } finally {
    await store.close();
  }
  const admin = { port: await freePort(), key: newId<TokenId>() };
  const service = await startServer({
    DB_TYPE: 'postgres',
    DB_DSN: `${USER}:${PASSWORD}@127.0.0.1:${postgres.port}/${DATABASE}`,
    DATA_DIR: data,
    GALLERY_MEMORY_LIMIT: String(MEMORY_BYTES),
    GALLERY_PREWARM: 'all',
    ADMIN_PORT: String(admin.port),
    ADMIN_KEY: admin.key,
  });
  try {
    for (const [size, list] of lists) rows.push(...(await measureIdentify(service, token, size, list)));
    for (const [size, list] of lists) rows.push(...(await measureAudit(service, admin, size, list)));
  } finally {
    await service.stop();
  }
  return rows;
}

async function createAccount(store: Store, token: TokenId): Promise<AccountId> {
  const accountId = newId<AccountId>();
  const createTime = createClock('UTC')();
  const account = { email: 'bench@example.com', organizationName: 'Bench', passwordHash: '-', active: true };
  await store.accounts.create({ accountId, ...account, createTime });
  await store.tokens.create(accountId, { tokenId: token, tokenData: '', createTime });
  return accountId;
}

async function measureLoad(store: Store, accountId: AccountId, size: number, list: FilledTable): Promise<Row[]> {
  const gallery = createMemoryGallery({ feed: store.galleryFeed, workers: 2 });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const processor = process.cpuUsage();
  loop.enable();
  const started = performance.now();
  const { fr } = EMBEDDERS;
  const loaded = await gallery.prewarm([list.listId], { modelId: fr.id, dimension: DIMENSION });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  loop.disable();
  if (loaded !== 1) throw new Error('the list was not loaded');
  await gallery.search(accountId, {
    candidates: { kind: 'list', listId: list.listId },
    probes: [new Float32Array(DIMENSION).fill(1)],
    modelId: fr.id,
    limit: 1,
    groupBy: 'person',
  });
  await gallery.close();
  const of = `${size} faces from a local Postgres`;
  const isLarge = size === 1_000_000;
  return [
    { what: `load ${of}`, value: seconds, unit: 's', ...(isLarge && { reach: '≤ 20' }) },
    { what: `– processor time of this process, all threads`, value: (user + system) / 1e6, unit: 's' },
    { what: `– event loop p99 meanwhile`, value: loop.percentile(99) / 1e6 - 1, unit: 'ms', reach: '≤ 20' },
    { what: `– event loop, longest meanwhile`, value: loop.max / 1e6 - 1, unit: 'ms' },
  ];
}

/** One search after the other over a connection that stays open, timed to the microsecond by the client. */
async function measureIdentify(
  { url }: ServerUnderTest,
  token: TokenId,
  size: number,
  { listId, descriptorIds }: FilledTable,
): Promise<Row[]> {
  const times: number[] = [];
  for (let search = 0; search < SEARCHES + WARM_UP; search++) {
    const descriptorId = descriptorIds[search % descriptorIds.length];
    const started = performance.now();
    const response = await fetch(`${url}/4/matching/identify?descriptor_id=${descriptorId}&list_id=${listId}`, {
      method: 'POST',
      headers: { 'X-Auth-Token': token },
    });
    const { candidates } = (await response.json()) as { candidates?: { descriptor_id: string }[] };
    if (search >= WARM_UP) times.push(performance.now() - started);
    if (candidates?.[0]?.descriptor_id !== descriptorId) throw new Error(`a wrong answer: ${response.status}`);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * times.length)] as number;
  const of = `identify over ${size} through HTTP`;
  const reach = REACH[size];
  return [
    { what: `${of}, p50`, value: at(0.5), unit: 'ms', ...(reach && { reach: reach.p50 }) },
    { what: `${of}, p99`, value: at(0.99), unit: 'ms', ...(reach?.p99 && { reach: reach.p99 }) },
  ];
}

import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, type ListId, newId } from '../../src/domain/ids.ts';
import { createClock } from '../../src/domain/time.ts';
import { createMemoryGallery } from '../../src/gallery/memory/memoryGallery.ts';
import type { PrewarmedGallery } from '../../src/gallery/memory/prewarmedGallery.ts';
import type { Store } from '../../src/store/store.ts';
import { freePort } from '../support/freePort.ts';
import { testModels } from '../support/models.ts';
import { gaussSource, randomSource, randomVector } from '../support/vectors.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Serving, serve } from './support/commandLine.ts';

const DIMENSION = 64;
const MODEL = 'net-1';
const clock = createClock('UTC');
const gauss = gaussSource(randomSource(47));

describe('the memory of a node against PGlite', () => {
  const accountId = newId<AccountId>();
  let store: Store;
  let gallery: PrewarmedGallery;

  beforeAll(async () => {
    store = await openStore({ type: 'pglite', directory: 'memory' });
    await store.accounts.create({
      accountId,
      email: 'audit@example.com',
      organizationName: 'Audit',
      passwordHash: '-',
      active: true,
      createTime: clock(),
    });
    gallery = createMemoryGallery({ feed: store.galleryFeed, workers: 0 });
  });
  afterAll(async () => {
    await gallery?.close();
    await store?.close();
  });

  async function enrol(listId: ListId, count: number): Promise<DescriptorId[]> {
    const faces = Array.from({ length: count }, () => ({
      descriptorId: newId<DescriptorId>(),
      vector: randomVector(DIMENSION, gauss),
      createTime: clock(),
      modelId: MODEL,
      hasPortrait: false,
    }));
    await store.descriptors.createMany(accountId, faces);
    const ids = faces.map(({ descriptorId }) => descriptorId);
    await store.transaction(async (tx) => {
      await tx.lists.linkDescriptors(accountId, listId, ids, clock());
      await tx.lists.recordChange([listId], { add: ids });
    });
    return ids;
  }

  async function loadedList(count: number): Promise<{ listId: ListId; ids: DescriptorId[] }> {
    const listId = newId<ListId>();
    await store.lists.create(accountId, { listId, kind: 'descriptors', listData: '', createTime: clock() });
    const ids = await enrol(listId, count);
    expect(await gallery.prewarm([listId], { modelId: MODEL, dimension: DIMENSION })).toBe(1);
    return { listId, ids };
  }

  it('finds and repairs what was written past the change log', async () => {
    const { listId, ids } = await loadedList(2500);
    expect(await gallery.audit([listId])).toMatchObject([{ state: 'ok', rows: 2500 }]);
    await store.lists.unlinkDescriptors(accountId, listId, ids.slice(0, 7));
    const found = { state: 'differs', rows: 2500, stale: 0, missing: 0, ghosts: 7 };
    expect(await gallery.audit([listId])).toMatchObject([found]);
    expect(await gallery.audit([listId])).toMatchObject([{ state: 'ok', rows: 2493 }]);
    await store.lists.linkDescriptors(accountId, listId, ids.slice(0, 3), clock());
    expect(await gallery.audit([listId])).toMatchObject([{ state: 'differs', missing: 3, ghosts: 0 }]);
    expect(await gallery.audit([listId])).toMatchObject([{ state: 'ok', rows: 2496 }]);
  });

  it('ends, and says ok, while writers are active', async () => {
    const { listId, ids } = await loadedList(3000);
    let writing = true;
    let changes = 0;
    const writer = (async () => {
      while (writing) {
        const gone = ids.splice(0, 2);
        await store.transaction(async (tx) => {
          await tx.lists.unlinkDescriptors(accountId, listId, gone);
          await tx.lists.recordChange([listId], { remove: gone });
        });
        await enrol(listId, 3);
        changes++;
      }
    })();
    for (let audits = 0; audits < 3; audits++) {
      expect(await gallery.audit([listId])).toMatchObject([{ state: 'ok', stale: 0, missing: 0, ghosts: 0 }]);
    }
    writing = false;
    await writer;
    expect(changes).toBeGreaterThan(3);
  });
});

describe('gallery verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luna-gallery-verify-'));
  const serverUrl = new URL(process.env.TEST_POSTGRES_URL ?? '');
  const database = `gallery_verify_${process.pid}`;
  let settings: Record<string, string>;
  let server: Serving;

  async function query(name: string, statement: string, parameters: string[] = []): Promise<void> {
    const client = new pg.Client({ connectionString: new URL(`/${name}`, serverUrl).href });
    await client.connect();
    await client.query(statement, parameters);
    await client.end();
  }

  beforeAll(async () => {
    await query('postgres', `create database ${database}`);
    settings = {
      DB_TYPE: 'postgres',
      DB_HOST: serverUrl.hostname,
      DB_PORT: serverUrl.port,
      DB_USER: decodeURIComponent(serverUrl.username),
      DB_PASSWORD: decodeURIComponent(serverUrl.password) || 'none',
      DB_NAME: database,
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      ADMIN_KEY: 'the-key-of-gallery-verify',
      ADMIN_PORT: String(await freePort()),
    };
    server = await serve(settings);
  });
  afterAll(async () => {
    await server?.end('SIGTERM');
    await query('postgres', `drop database if exists ${database} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  });

  async function call<Body>(
    path: string,
    method: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer>,
  ) {
    const answer = await fetch(`${server.url}/4${path}`, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    expect(answer.status, text).toBeLessThan(300);
    return (text === '' ? {} : JSON.parse(text)) as Body;
  }

  it('tells by its exit code and a report, and the list is right again', async () => {
    const registration = { organization_name: 'x', email: 'verify@example.com', password: 'correct horse' };
    const json = { 'content-type': 'application/json' };
    const { token } = await call<{ token: string }>('/accounts', 'POST', json, JSON.stringify(registration));
    const me = { 'x-auth-token': token };
    const { list_id: listId } = await call<{ list_id: string }>('/storage/lists?type=descriptors', 'POST', me);
    const photo = new Uint8Array(await readFile(join((await testModels()).root, 'samples', 'sample1.jpg')));
    const { faces } = await call<{ faces: { id: string }[] }>(
      '/storage/descriptors',
      'POST',
      { ...me, 'content-type': 'image/jpeg' },
      photo,
    );
    const id = faces[0]?.id ?? '';
    await call(`/storage/descriptors/${id}/linked_lists?do=attach&list_id=${listId}`, 'PATCH', me);
    const candidates = async () =>
      (
        await call<{ candidates: { id: string }[] }>(
          `/matching/match?descriptor_id=${id}&list_id=${listId}`,
          'POST',
          me,
        )
      ).candidates.length;

    const before = await run(['gallery', 'verify', listId], settings);
    expect(before).toMatchObject({ code: 0, stderr: '', stdout: `${listId}  not-loaded\n` });
    expect(await run(['gallery', 'verify'], settings)).toMatchObject({ code: 0, stdout: 'no lists are loaded\n' });

    await candidates();
    const loaded = await run(['gallery', 'verify'], settings);
    expect(loaded).toMatchObject({ code: 0, stderr: '', stdout: `${listId}  ok  1 rows\n` });

    await query(database, 'delete from list_descriptor where list_id = $1', [listId]);
    const differing = await run(['gallery', 'verify', '--json'], settings);
    expect(differing).toMatchObject({ code: 1, stderr: expect.stringContaining('differed from the database: 1') });
    expect(JSON.parse(differing.stdout)).toMatchObject({
      differing: 1,
      lists: [{ list_id: listId, state: 'differs', rows: 1, stale: 0, missing: 0, ghosts: 1 }],
    });
    expect(await run(['gallery', 'verify', listId], settings)).toMatchObject({ code: 0 });

    const { ADMIN_KEY: _key, ...keyless } = settings;
    const refused = await run(['gallery', 'verify'], keyless);
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('ADMIN_KEY') });
    const wrong = await run(['gallery', 'verify', 'rubbish'], settings);
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('not the id of a list') });
    const { ADMIN_PORT: _port, ...elsewhere } = settings;
    const lost = await run(['gallery', 'verify'], { ...elsewhere, ADMIN_PORT: new URL(server.url).port });
    expect(lost).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^.*not the admin API.*\n$/) });
  });
});

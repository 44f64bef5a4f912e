import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { Unavailable } from '../../../src/domain/errors.ts';
import { type AccountId, type DescriptorId, type ListId, newId } from '../../../src/domain/ids.ts';
import { createAccountPortraits } from '../../../src/portraits/accountPortraits.ts';
import { createDatabasePortraitStore } from '../../../src/portraits/databasePortraitStore.ts';
import { HeldKeyRing } from '../../../src/sealing/keys/heldKeyRing.ts';
import { parseKeyRing } from '../../../src/sealing/keys/keyRing.ts';
import { makeKey } from '../../../src/sealing/keys/wrapKey.ts';
import { openSealing } from '../../../src/sealing/openSealing.ts';
import { isSealedImage, isSealedVector } from '../../../src/store/encryption/sealedForm.ts';
import type { StoredVector } from '../../../src/store/lists/listFeed.ts';
import type { VectorPair } from '../../../src/store/ports/modelVectors.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, LASTING_DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { aList, anAccount, clock } from '../store/support/rows.ts';

const aKey = (name: string) => `${name}:${randomBytes(32).toString('base64')}`;
const SILENT = { info: () => undefined, warn: () => undefined };
/** Enough that a thread opens them. */
const MANY = 300;

function open(
  { options }: TestDatabase,
  keys: string | HeldKeyRing | undefined,
  warnings: string[] = [],
): Promise<Store> {
  const ring = typeof keys === 'string' ? new HeldKeyRing(parseKeyRing(keys)) : keys;
  const log = { ...SILENT, warn: (_: object, message: string) => void warnings.push(message) };
  return openStore(options, SILENT, (rows, hasAccounts) => openSealing(rows, { ring, hasAccounts, log, modeAgeMs: 0 }));
}

async function faces(store: Store, accountId: AccountId, listId: ListId, count: number) {
  const rows = Array.from({ length: count }, (_, index) => ({
    descriptorId: newId<DescriptorId>(),
    createTime: clock(),
    modelId: 'model',
    vector: Float32Array.from({ length: 128 }, (_, at) => index + at / 128),
    hasPortrait: false,
  }));
  await store.descriptors.createMany(accountId, rows);
  const ids = rows.map(({ descriptorId }) => descriptorId);
  await store.transaction(async (tx) => {
    await tx.lists.linkDescriptors(accountId, listId, ids, clock());
    await tx.lists.recordChange([listId], { add: ids });
  });
  return new Map(rows.map(({ descriptorId, vector }) => [descriptorId, vector]));
}

async function load(store: Store, listId: ListId): Promise<ReadonlyMap<DescriptorId, Float32Array>> {
  const found: StoredVector[] = [];
  await store.galleryFeed.load(listId, (batch) => void found.push(...batch));
  return new Map(found.map(({ descriptorId, vector }) => [descriptorId, vector]));
}

const sorted = (vectors: ReadonlyMap<DescriptorId, Float32Array>) => [...vectors].sort(([a], [b]) => (a < b ? -1 : 1));

async function stored(store: Store): Promise<readonly Uint8Array[]> {
  const [plain, sealed] = await Promise.all(
    (['plain', 'sealed'] as const).map((form) => store.encryption.vectors({ form, limit: 10_000 })),
  );
  return [...(plain?.blobs ?? []), ...(sealed?.blobs ?? [])].map(({ bytes }) => bytes);
}

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('a sealed store on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let accountId: AccountId;
  let listId: ListId;
  const first = aKey('k1');
  const ring = new HeldKeyRing(parseKeyRing(first));
  const warnings: string[] = [];

  beforeAll(async () => {
    database = await create();
    store = await open(database, ring, warnings);
    accountId = await anAccount(store);
    listId = await aList(store, accountId, 'descriptors');
  });
  afterAll(async () => {
    await store?.close();
    await database?.remove();
  });

  it('stores no vector as it is, and gives each back on every way', async () => {
    const vectors = await faces(store, accountId, listId, MANY);
    expect((await stored(store)).every(isSealedVector)).toBe(true);
    expect(sorted(await load(store, listId))).toEqual(sorted(vectors));
    const ids = [...vectors.keys()];
    for (const found of [
      await store.descriptors.vectors(accountId, ids),
      await store.descriptors.vectors(accountId, ids.slice(0, 3)),
      await store.galleryFeed.vectors(ids),
    ]) {
      for (const { descriptorId, vector } of found) expect(vector).toEqual(vectors.get(descriptorId));
    }
    let read = 0;
    for await (const batch of store.listReader.vectors(listId, 'descriptors')) read += batch.length;
    expect(read).toBe(MANY);
  });

  it('opens what several statements bring together, and beside requests each for itself', async () => {
    const list = await aList(store, accountId, 'descriptors');
    await faces(store, accountId, list, MANY);
    const sizes: Record<'load' | 'beside', number[]> = { load: [], beside: [] };
    await store.galleryFeed.load(list, (batch) => void sizes.load.push(batch.length));
    await store.galleryFeed.load(list, (batch) => void sizes.beside.push(batch.length), 'beside');
    expect(sizes.load).toEqual([MANY]);
    const inOneStatement = Math.max(...sizes.beside);
    expect(sizes.beside).toHaveLength(Math.ceil(MANY / inOneStatement));
    if (database.options.type === 'pglite') expect(inOneStatement).toBe(100);
  });

  it('seals what a transaction stores for an account that has no key yet, also when it is undone', async () => {
    const other = await anAccount(store);
    const row = { createTime: clock(), modelId: 'model', vector: Float32Array.of(1, 2), hasPortrait: false };
    const undone = store.transaction(async (tx) => {
      await tx.descriptors.createMany(other, [{ ...row, descriptorId: newId<DescriptorId>() }]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const descriptorId = newId<DescriptorId>();
    await store.transaction((tx) => tx.descriptors.createMany(other, [{ ...row, descriptorId }]));
    const [found] = await store.descriptors.vectors(other, [descriptorId]);
    expect(found?.vector).toEqual(row.vector);
  });

  it('seals portraits and thumbnails, and opens neither in the place of another one', async () => {
    const raw = createDatabasePortraitStore(store.portraitImages, clock);
    const portraits = createAccountPortraits(raw, store.sealer);
    const [one, other] = [newId<DescriptorId>(), newId<DescriptorId>()];
    const portrait = {
      image: Buffer.from('\xff\xd8\xffportrait', 'latin1'),
      thumbnails: new Map([[64, Buffer.from('s')]]),
    };
    await portraits.put(accountId, one, portrait);
    const sealed = await raw.getAll(one);
    expect(sealed?.image && isSealedImage(sealed.image)).toBe(true);
    expect(await portraits.getAll(accountId, one)).toEqual(portrait);
    expect(await portraits.get(accountId, one)).toEqual(portrait.image);
    expect(await portraits.getThumbnail(accountId, one, 64)).toEqual(portrait.thumbnails.get(64));
    if (!sealed?.image) throw new Error('no image');
    await raw.put(other, { image: sealed.thumbnails.get(64), thumbnails: new Map([[64, sealed.image]]) });
    expect(await portraits.getAll(accountId, other)).toBeUndefined();
    expect(warnings.at(-1)).toContain('sealed data was changed');
  });

  it('seals vectors of another model, and gives those of each to nodes that work in it, before and after a switch', async () => {
    const list = await aList(store, accountId, 'descriptors');
    const former = await faces(store, accountId, list, 3);
    const vectors = [...former.keys()].map((descriptorId, index) => ({
      descriptorId,
      vector: Float32Array.of(index, 1, 2, 3),
    }));
    const next = new Map(vectors.map(({ descriptorId, vector }) => [descriptorId, vector]));
    expect(await store.modelVectors.put('next', vectors)).toBe(3);
    expect((await store.encryption.countVectors()).plain).toBe(0);
    const pairs: VectorPair[] = [];
    for await (const batch of store.modelVectors.pairs(list, 'next')) pairs.push(...batch);
    for (const { descriptorId, own, other } of pairs) {
      expect([own.vector, other]).toEqual([former.get(descriptorId), next.get(descriptorId)]);
    }
    expect(pairs.length).toBe(3);

    const before = (await store.encryption.vectors({ form: 'sealed', limit: 10_000 })).blobs;
    await store.modelVectors.switchList(list, 'next');
    await store.encryption.replaceVectors(before.filter(({ descriptorId }) => former.has(descriptorId)));
    for (const [model, expected] of [
      ['next', next],
      ['model', former],
    ] as const) {
      store.workIn(model);
      expect(sorted(await load(store, list)), model).toEqual(sorted(expected));
    }
    expect((await store.encryption.countVectors()).plain).toBe(0);
    await store.modelVectors.switchList(list, 'model');
    expect(sorted(await load(store, list))).toEqual(sorted(former));
  });

  it('leaves out a vector that was tampered with, and only that one', async () => {
    const list = await aList(store, accountId, 'descriptors');
    const vectors = await faces(store, accountId, list, 60);
    const page = await store.encryption.vectors({ form: 'sealed', limit: 10_000 });
    const blob = page.blobs.find(({ descriptorId }) => vectors.has(descriptorId));
    if (!blob) throw new Error('nothing is sealed');
    const bytes = Buffer.from(blob.bytes);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await store.encryption.replaceVectors([{ ...blob, bytes }]);
    vectors.delete(blob.descriptorId);
    expect(sorted(await load(store, list))).toEqual(sorted(vectors));
  });

  it('is unavailable to an account whose key a master key wraps that the node lacks, until it gets that', async () => {
    const other = await anAccount(store);
    const next = aKey('k2');
    await store.encryption.addKey(makeKey(parseKeyRing(next), other));
    const list = await aList(store, other, 'descriptors');
    await expect(faces(store, other, list, 1)).rejects.toThrow(Unavailable);
    await expect(ring.replace(parseKeyRing(next), store.encryption)).rejects.toThrow('lacks the master key k1');
    await ring.replace(parseKeyRing(`${first}\n${next}`), store.encryption);
    const vectors = await faces(store, other, list, 1);
    expect(sorted(await load(store, list))).toEqual(sorted(vectors));
    expect(await store.sealer?.rotate(new AbortController().signal)).toBe(1);
  });

  it('keeps no key of an account that was erased', async () => {
    const erased = await anAccount(store);
    const list = await aList(store, erased, 'descriptors');
    await faces(store, erased, list, 3);
    const kept = (await store.encryption.vectors({ form: 'sealed', limit: 10_000 })).blobs.filter(
      (blob) => blob.accountId === erased,
    );
    await store.transaction(async (tx) => {
      await tx.erasure.deleteDescriptors(
        erased,
        kept.map(({ descriptorId }) => descriptorId),
        clock(),
      );
      await tx.lists.delete(erased, [list]);
      await tx.erasure.deleteAccount(erased);
    });
    expect(await store.encryption.keys([erased])).toEqual([]);
    expect(kept).toHaveLength(3);
  });
});

describe.each(LASTING_DATABASES)('the keys of $name', ({ create }) => {
  let database: TestDatabase;
  const k1 = aKey('k1');

  beforeAll(async () => {
    database = await create();
    const store = await open(database, k1);
    const accountId = await anAccount(store);
    await faces(store, accountId, await aList(store, accountId, 'descriptors'), 2);
    await store.close();
  });
  afterAll(() => database?.remove());

  it.each([
    ['none', undefined, 'vectors and portraits are sealed: set ENCRYPTION_KEYS_FILE'],
    ['others', aKey('k2'), 'the key ring lacks the master key k1, which wraps the keys of 1 accounts'],
    ['another one of the name', aKey('k1'), 'is not the one of that name'],
  ])('must be there: %s is refused', async (_, ring, message) => {
    await expect(open(database, ring)).rejects.toThrow(message);
  });

  it('can be rotated, and the former master key is needed no more', async () => {
    const k2 = aKey('k2');
    const store = await open(database, `${k2}\n${k1}`);
    expect(await store.sealer?.rotate(new AbortController().signal)).toBe(1);
    expect(await store.sealer?.rotate(new AbortController().signal)).toBe(0);
    await store.close();
    await expect(open(database, k1)).rejects.toThrow('lacks the master key k2');
    const again = await open(database, k2);
    const [listId] = await again.galleryFeed.recentLists(1);
    expect((await load(again, listId as ListId)).size).toBe(2);
    await again.close();
  });

  it('are asked for by a node that runs without them', async () => {
    const raw = await openDatabase(database.options, SILENT);
    const { createStore } = await import('../../../src/store/createStore.ts');
    const store = createStore(raw);
    const [listId] = await store.galleryFeed.recentLists(1);
    await expect(load(store, listId as ListId)).rejects.toThrow('the data is sealed');
    await store.close();
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Descriptors } from '../../../src/core/descriptors/descriptors.ts';
import { createMatching } from '../../../src/core/matching/matching.ts';
import { createLinkChange } from '../../../src/core/persons/linkChange.ts';
import { createLinks } from '../../../src/core/persons/links.ts';
import { createPersons } from '../../../src/core/persons/persons.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, type ListId, newId } from '../../../src/domain/ids.ts';
import { createClock } from '../../../src/domain/time.ts';
import type { Gallery } from '../../../src/gallery/gallery.ts';
import { createMemoryGallery } from '../../../src/gallery/memory/memoryGallery.ts';
import type { Store } from '../../../src/store/store.ts';
import type { FaceEngine } from '../../../src/vision/face.ts';

/** Rules on a real database and a real gallery: what a search finds after each change of links. */

const MODEL = 'test-model';
const clock = createClock('UTC');
let store: Store;
let gallery: Gallery;
let accountId: AccountId;

beforeAll(async () => {
  store = await openStore({ type: 'pglite', directory: 'memory' });
  gallery = createMemoryGallery({ feed: store.galleryFeed, workers: 1 });
  accountId = newId<AccountId>();
  await store.accounts.create({
    accountId,
    email: 'core@example.com',
    organizationName: 'core',
    passwordHash: '-',
    active: true,
    createTime: clock(),
  });
});
afterAll(async () => {
  await gallery.close();
  await store.close();
});

async function createDescriptor(vector: Float32Array): Promise<DescriptorId> {
  const descriptorId = newId<DescriptorId>();
  await store.descriptors.createMany(accountId, [
    { descriptorId, createTime: clock(), modelId: MODEL, vector, hasPortrait: false },
  ]);
  return descriptorId;
}

async function createList(kind: 'persons' | 'descriptors'): Promise<ListId> {
  const listId = newId<ListId>();
  await store.lists.create(accountId, { listId, kind, listData: '', createTime: clock() });
  return listId;
}

const probe = Float32Array.of(1, 0, 0, 0);

function find(listId: ListId, groupBy: 'person' | 'descriptor') {
  return gallery.search(accountId, {
    candidates: { kind: 'list', listId },
    probes: [probe],
    modelId: MODEL,
    limit: 3,
    groupBy,
  });
}

test('a persons list follows attach, detach and delete of its persons at once', async () => {
  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
  const links = createLinks({ store, changeLinks: createLinkChange({ clock, rules: { refuseWrongListKind: true } }) });
  const listId = await createList('persons');
  const personId = await persons.create(accountId, {});
  const descriptorId = await createDescriptor(probe);

  await links.changePerson('attach', accountId, personId, listId);
  expect(await find(listId, 'person')).toEqual([]);
  await persons.attachDescriptor(accountId, personId, descriptorId);
  expect(await find(listId, 'person')).toEqual([{ personId, descriptorId, cosine: 1 }]);
  await persons.detachDescriptor(accountId, personId, descriptorId);
  expect(await find(listId, 'person')).toEqual([]);
  await persons.attachDescriptor(accountId, personId, descriptorId);
  await links.changePerson('detach', accountId, personId, listId);
  expect(await find(listId, 'person')).toEqual([]);
  await links.changePerson('attach', accountId, personId, listId);
  expect(await find(listId, 'person')).toHaveLength(1);
  await persons.delete(accountId, personId);
  expect(await find(listId, 'person')).toEqual([]);
  expect(await store.descriptors.find(accountId, descriptorId)).toMatchObject({ personId: null });
});

test('a descriptors list shows the owner of the moment', async () => {
  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
  const links = createLinks({ store, changeLinks: createLinkChange({ clock, rules: { refuseWrongListKind: true } }) });
  const listId = await createList('descriptors');
  const [first, second] = [await persons.create(accountId, {}), await persons.create(accountId, {})];
  const descriptorId = await createDescriptor(probe);
  await links.changeDescriptor('attach', accountId, descriptorId, listId);
  expect(await find(listId, 'person')).toEqual([]);

  await persons.attachDescriptor(accountId, first, descriptorId);
  expect(await find(listId, 'person')).toMatchObject([{ personId: first }]);
  await persons.detachDescriptor(accountId, first, descriptorId);
  expect(await find(listId, 'person')).toEqual([]);
  await persons.attachDescriptor(accountId, second, descriptorId);
  expect(await find(listId, 'person')).toMatchObject([{ personId: second }]);
  await persons.delete(accountId, second);
  expect(await find(listId, 'person')).toEqual([]);
  expect(await find(listId, 'descriptor')).toMatchObject([{ descriptorId, personId: null }]);
});

test('where lists of the wrong kind are accepted, a person stands for its descriptors and a descriptor for its owner', async () => {
  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: false } });
  const links = createLinks({ store, changeLinks: createLinkChange({ clock, rules: { refuseWrongListKind: false } }) });
  const [ofPersons, ofDescriptors] = [await createList('persons'), await createList('descriptors')];
  const personId = await persons.create(accountId, {});
  const descriptorId = await createDescriptor(probe);
  await persons.attachDescriptor(accountId, personId, descriptorId);

  await links.changePerson('attach', accountId, personId, ofDescriptors);
  expect(await find(ofDescriptors, 'descriptor')).toMatchObject([{ descriptorId }]);
  await links.changeDescriptor('attach', accountId, descriptorId, ofPersons);
  expect(await find(ofPersons, 'person')).toMatchObject([{ personId }]);
  await links.changeMany('detach', accountId, ofPersons, { descriptorIds: [descriptorId] });
  expect(await find(ofPersons, 'person')).toEqual([]);
});

test('many links at once are all or nothing', async () => {
  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
  const links = createLinks({ store, changeLinks: createLinkChange({ clock, rules: { refuseWrongListKind: true } }) });
  const listId = await createList('persons');
  const personId = await persons.create(accountId, {});
  await expect(links.changeMany('attach', accountId, listId, { personIds: [personId, newId()] })).rejects.toMatchObject(
    { name: 'SomeNotFound', kind: 'person' },
  );
  expect(await links.listsOfPerson(accountId, personId)).toEqual([]);
});

test('a verification whose client leaves compares nothing', async () => {
  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
  const personId = await persons.create(accountId, {});
  const descriptorId = await createDescriptor(probe);
  await persons.attachDescriptor(accountId, personId, descriptorId);
  const engine = { modelId: MODEL, similarity: (cosine: number) => cosine };
  const matching = createMatching({
    store,
    gallery,
    // A verification of stored descriptors asks the engine for no more.
    engine: engine as FaceEngine,
    descriptors: {} as Descriptors,
    rules: { refuseWrongListKind: true },
  });
  expect(await matching.verify(accountId, descriptorId, personId)).toMatchObject([{ personId, similarity: 1 }]);
  const signal = AbortSignal.abort(new Error('left'));
  await expect(matching.verify(accountId, descriptorId, personId, { signal })).rejects.toThrow('left');
  const face = { modelId: MODEL, vector: probe };
  await expect(matching.verifyFace(accountId, face, personId, signal)).rejects.toThrow('left');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../src/domain/ids.ts';
import { createClock } from '../../src/domain/time.ts';
import type { Gallery, GallerySearch } from '../../src/gallery/gallery.ts';
import { createMemoryGallery } from '../../src/gallery/memory/memoryGallery.ts';
import type { Store } from '../../src/store/store.ts';
import { gaussSource, randomSource, randomVector, variation } from '../support/vectors.ts';

const DIMENSION = 64;
const MODEL = 'net-1';
const accountId = newId<AccountId>();
const clock = createClock('UTC');
const gauss = gaussSource(randomSource(29));

let store: Store;
/** Two nodes of one service. */
let nodes: readonly [Gallery, Gallery];

beforeAll(async () => {
  store = await openStore({ type: 'pglite', directory: 'memory' });
  await store.accounts.create({
    accountId,
    email: 'gallery@example.com',
    organizationName: 'Gallery',
    passwordHash: '-',
    active: true,
    createTime: clock(),
  });
  nodes = [
    createMemoryGallery({ feed: store.galleryFeed, workers: 1, kernel: 'javascript' }),
    createMemoryGallery({ feed: store.galleryFeed, workers: 0 }),
  ];
});

afterAll(async () => {
  for (const node of nodes ?? []) await node.close();
  await store?.close();
});

interface Face {
  readonly descriptorId: DescriptorId;
  readonly vector: Float32Array;
}

async function createList(kind: 'persons' | 'descriptors'): Promise<ListId> {
  const listId = newId<ListId>();
  await store.lists.create(accountId, { listId, kind, listData: '', createTime: clock() });
  return listId;
}

async function createFaces(vectors: readonly Float32Array[]): Promise<Face[]> {
  const faces = vectors.map((vector) => ({ descriptorId: newId<DescriptorId>(), vector }));
  await store.descriptors.createMany(
    accountId,
    faces.map((face) => ({ ...face, createTime: clock(), modelId: MODEL, hasPortrait: false })),
  );
  return faces;
}

async function createPerson(): Promise<PersonId> {
  const personId = newId<PersonId>();
  await store.persons.create(accountId, { personId, userData: '', externalId: null, createTime: clock() });
  return personId;
}

const attach = (personId: PersonId, { descriptorId }: Face, listIds: readonly ListId[]) =>
  store.transaction(async (tx) => {
    await tx.persons.linkDescriptor(accountId, personId, descriptorId, clock());
    await tx.lists.recordChange(listIds, { add: [descriptorId] });
  });

const detach = (personId: PersonId, { descriptorId }: Face, listIds: readonly ListId[]) =>
  store.transaction(async (tx) => {
    await tx.persons.unlinkDescriptor(accountId, personId, descriptorId);
    await tx.lists.recordChange(listIds, { remove: [descriptorId] });
  });

function search(node: Gallery, listId: ListId, probe: Float32Array, change: Partial<GallerySearch> = {}) {
  return node.search(accountId, {
    candidates: { kind: 'list', listId },
    probes: [probe],
    modelId: MODEL,
    limit: 5,
    groupBy: 'person',
    ...change,
  });
}

test('both nodes see each attach and detach at once, and the same answers', async () => {
  const listId = await createList('persons');
  const personId = await createPerson();
  await store.transaction(async (tx) => {
    await tx.lists.linkPersons(accountId, listId, [personId]);
  });
  const identity = randomVector(DIMENSION, gauss);
  const faces = await createFaces(Array.from({ length: 3 }, () => variation(identity, gauss)));
  for (const node of nodes) expect(await search(node, listId, identity)).toEqual([]);
  for (const face of faces) {
    await attach(personId, face, [listId]);
    for (const node of nodes) {
      expect(await search(node, listId, face.vector)).toEqual([
        { personId, descriptorId: face.descriptorId, cosine: 1 },
      ]);
    }
  }
  for (const face of faces) {
    await detach(personId, face, [listId]);
    for (const node of nodes) {
      const found = await search(node, listId, face.vector, { groupBy: 'descriptor' });
      expect(found.map(({ descriptorId }) => descriptorId)).not.toContain(face.descriptorId);
    }
  }
  for (const node of nodes) expect(await search(node, listId, identity)).toEqual([]);
});

test('a descriptors list of some thousands, sets of ids, and a list that is deleted', async () => {
  const listId = await createList('descriptors');
  const faces = await createFaces(Array.from({ length: 3000 }, () => randomVector(DIMENSION, gauss)));
  const descriptorIds = faces.map(({ descriptorId }) => descriptorId);
  await store.transaction(async (tx) => {
    await tx.lists.linkDescriptors(accountId, listId, descriptorIds, clock());
    await tx.lists.recordChange([listId], { add: descriptorIds });
  });
  const probe = variation((faces[1234] as Face).vector, gauss, 0.3);
  const byList = await search(nodes[0], listId, probe, { groupBy: 'descriptor' });
  expect(byList[0]?.descriptorId).toBe(descriptorIds[1234]);
  expect(byList).toHaveLength(5);
  expect(await search(nodes[1], listId, probe, { groupBy: 'descriptor' })).toEqual(byList);
  const byIds = { candidates: { kind: 'descriptors', descriptorIds }, groupBy: 'descriptor' } as const;
  expect(await search(nodes[1], listId, probe, byIds)).toEqual(byList);
  expect(await search(nodes[1], listId, probe)).toEqual([]);

  await store.lists.delete(accountId, [listId]);
  for (const node of nodes) expect(await search(node, listId, probe, { groupBy: 'descriptor' })).toEqual([]);
});

test('writers and two nodes at the same time: nothing stale, missing or of a stranger', async () => {
  const listId = await createList('persons');
  const members = await Promise.all(Array.from({ length: 6 }, createPerson));
  const stranger = await createPerson();
  await store.transaction(async (tx) => {
    await tx.lists.linkPersons(accountId, listId, members);
  });
  const faces = await createFaces(Array.from({ length: 24 }, () => randomVector(DIMENSION, gauss)));
  /** What is committed; a number of its own for each state, and `busy` while a transaction runs. */
  const states = new Map(faces.map(({ descriptorId }) => [descriptorId, { owner: null as PersonId | null, step: 0 }]));
  const busy = new Set<DescriptorId>();
  const random = randomSource(31);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const listsOf = (owner: PersonId) => (owner === stranger ? [] : [listId]);
  let stop = false;

  const writer = async (own: readonly Face[]) => {
    while (!stop) {
      const face = pick(own);
      const { owner, step } = states.get(face.descriptorId) ?? { owner: null, step: 0 };
      const next = owner === null ? pick([...members, stranger]) : null;
      busy.add(face.descriptorId);
      if (owner !== null) await detach(owner, face, listsOf(owner));
      if (next !== null) await attach(next, face, listsOf(next));
      states.set(face.descriptorId, { owner: next, step: step + 1 });
      busy.delete(face.descriptorId);
    }
  };
  let compared = 0;
  const searcher = async (node: Gallery) => {
    for (let round = 0; round < 30; round++) {
      const before = new Map(states);
      const busyBefore = new Set(busy);
      const found = await search(node, listId, pick(faces).vector, { groupBy: 'descriptor', limit: 100 });
      const owners = new Map(found.map(({ descriptorId, personId }) => [descriptorId, personId]));
      for (const owner of owners.values()) expect(members).toContain(owner);
      for (const [descriptorId, state] of before) {
        if (busyBefore.has(descriptorId) || busy.has(descriptorId) || states.get(descriptorId) !== state) continue;
        expect(owners.get(descriptorId) ?? null).toBe(state.owner === stranger ? null : state.owner);
        compared++;
      }
    }
  };
  const writers = Promise.all([writer(faces.slice(0, 8)), writer(faces.slice(8, 16)), writer(faces.slice(16))]);
  await Promise.all([searcher(nodes[0]), searcher(nodes[1])]);
  stop = true;
  await writers;

  expect(compared).toBeGreaterThan(0);
  const committed = [...states].flatMap(([descriptorId, { owner }]) =>
    owner === null || owner === stranger ? [] : [[descriptorId, owner] as const],
  );
  for (const node of nodes) {
    const found = await search(node, listId, (faces[0] as Face).vector, { groupBy: 'descriptor', limit: 100 });
    expect(new Map(found.map(({ descriptorId, personId }) => [descriptorId, personId]))).toEqual(new Map(committed));
  }
});

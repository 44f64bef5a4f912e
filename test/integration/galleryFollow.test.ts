import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../src/domain/ids.ts';
import { createClock } from '../../src/domain/time.ts';
import { silentLog } from '../../src/gallery/memory/galleryLog.ts';
import { createMemoryGallery } from '../../src/gallery/memory/memoryGallery.ts';
import type { PrewarmedGallery } from '../../src/gallery/memory/prewarmedGallery.ts';
import { startFollowing } from '../../src/gallery/memory/startFollowing.ts';
import type { Store } from '../../src/store/store.ts';
import { CONDITION_MS } from '../support/patience.ts';
import { gaussSource, randomSource, randomVector } from '../support/vectors.ts';
import { postgresAt, type TestDatabase } from './store/support/databases.ts';

/** Two nodes on one Postgres; the other one may answer from what it has for a minute, but follows in the background. */

const DIMENSION = 64;
const MODEL = 'net-1';
const clock = createClock('UTC');
const gauss = gaussSource(randomSource(59));
const accountId = newId<AccountId>();

let database: TestDatabase;
let writing: Store;
let other: Store;
let gallery: PrewarmedGallery;
let following: { close(): Promise<void> };

beforeAll(async () => {
  database = await postgresAt(process.env.TEST_POSTGRES_URL ?? '');
  writing = await openStore(database.options);
  other = await openStore(database.options);
  gallery = createMemoryGallery({ feed: other.galleryFeed, workers: 0, maxAgeMs: 60_000 });
  following = startFollowing({ gallery, intervalMs: 200, log: silentLog });
  await writing.accounts.create({
    accountId,
    email: 'follow@example.com',
    organizationName: 'Follow',
    passwordHash: '-',
    active: true,
    createTime: clock(),
  });
});

afterAll(async () => {
  await following?.close();
  await gallery?.close();
  await other?.close();
  await writing?.close();
  await database?.remove();
});

interface Face {
  readonly descriptorId: DescriptorId;
  readonly personId: PersonId;
  readonly vector: Float32Array;
}

async function createList(): Promise<ListId> {
  const listId = newId<ListId>();
  await writing.lists.create(accountId, { listId, kind: 'persons', listData: '', createTime: clock() });
  return listId;
}

async function createMember(listId: ListId): Promise<PersonId> {
  const personId = newId<PersonId>();
  await writing.persons.create(accountId, { personId, userData: '', externalId: null, createTime: clock() });
  await writing.lists.linkPersons(accountId, listId, [personId]);
  return personId;
}

/** One more descriptor of a person in the list. */
async function enrol(listId: ListId, personId: PersonId): Promise<Face> {
  const face = { descriptorId: newId<DescriptorId>(), personId, vector: randomVector(DIMENSION, gauss) };
  const { descriptorId, vector } = face;
  await writing.descriptors.createMany(accountId, [
    { descriptorId, vector, createTime: clock(), modelId: MODEL, hasPortrait: false },
  ]);
  await writing.transaction(async (tx) => {
    await tx.persons.linkDescriptor(accountId, personId, descriptorId, clock());
    await tx.lists.recordChange([listId], { add: [descriptorId] });
  });
  return face;
}

async function found(listId: ListId, { vector }: Face): Promise<DescriptorId | undefined> {
  const [best] = await gallery.search(accountId, {
    candidates: { kind: 'list', listId },
    probes: [vector],
    modelId: MODEL,
    limit: 1,
    groupBy: 'person',
  });
  return best?.descriptorId;
}

it('what one node attaches and detaches is seen by the other without its asking', async () => {
  const listIds = [await createList(), await createList()] as const;
  expect(await gallery.prewarm(listIds, { modelId: MODEL, dimension: DIMENSION })).toBe(2);
  await gallery.catchUp();
  const ask = vi.spyOn(other.galleryFeed, 'version');
  for (const listId of [...listIds, ...listIds]) {
    const face = await enrol(listId, await createMember(listId));
    await vi.waitFor(async () => expect(await found(listId, face)).toBe(face.descriptorId), CONDITION_MS);
    await writing.transaction(async (tx) => {
      await tx.persons.unlinkDescriptor(accountId, face.personId, face.descriptorId);
      await tx.lists.recordChange([listId], { remove: [face.descriptorId] });
    });
    await vi.waitFor(async () => expect(await found(listId, face)).not.toBe(face.descriptorId), CONDITION_MS);
  }
  expect(ask).not.toHaveBeenCalled();
  ask.mockRestore();
});

it('a writer that never rests is followed, and nothing of it is lost', async () => {
  const listId = await createList();
  await gallery.prewarm([listId], { modelId: MODEL, dimension: DIMENSION });
  const faces: Face[] = [];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const personId = await createMember(listId);
      for (let count = 0; count < 50; count++) faces.push(await enrol(listId, personId));
    }),
  );
  for (const face of faces) {
    await vi.waitFor(async () => expect(await found(listId, face)).toBe(face.descriptorId), CONDITION_MS);
  }
  expect(await gallery.audit([listId])).toMatchObject([{ state: 'ok', rows: 200 }]);
});

import { createLinkChange, type LinkRules } from '../../../src/core/persons/linkChange.ts';
import { createLinks, type Links } from '../../../src/core/persons/links.ts';
import { openDatabase, type StoreOptions } from '../../../src/databases/openDatabase.ts';
import type { AccountId, DescriptorId, ListId } from '../../../src/domain/ids.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { GallerySearch } from '../../../src/gallery/gallery.ts';
import { createMemoryGallery } from '../../../src/gallery/memory/memoryGallery.ts';
import { PgvectorGallery } from '../../../src/gallery/pgvector/pgvectorGallery.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import { openVectorIndex } from '../../../src/store/pgvector/openVectorIndex.ts';
import type { VectorIndex, VectorIndexOptions } from '../../../src/store/pgvector/vectorIndex.ts';
import type { Store } from '../../../src/store/store.ts';
import { anAccount, clock } from '../store/support/rows.ts';

export const MODEL = 'net-1';

/** One database as two kinds of nodes see it: one keeps the index, the other knows nothing of it. */
export async function openBoth(
  options: StoreOptions,
  index: VectorIndexOptions,
  { graphEffort }: { graphEffort?: number } = {},
) {
  const database = await openDatabase(options, { info() {}, warn() {} });
  await migrate(database.db, database.dialect);
  const plain = createStore(database);
  const memory = createMemoryGallery({ feed: plain.galleryFeed, workers: 0 });
  const { listIndex, vectorIndex } = await openVectorIndex(database, index);
  const indexed = createStore({ ...database, listIndex }, vectorIndex);
  const pgvector = new PgvectorGallery({
    index: vectorIndex,
    feed: indexed.galleryFeed,
    beginFor: indexed.beginFor,
    graphEffort,
  });
  const accountId = await anAccount(plain);
  return {
    database,
    plain,
    indexed,
    vectorIndex,
    memory,
    pgvector,
    accountId,
    async close() {
      await memory.close();
      await pgvector.close();
      await database.close();
    },
  };
}

export type Both = Awaited<ReturnType<typeof openBoth>>;

export async function createDescriptors(
  store: Store,
  accountId: AccountId,
  vectors: readonly Float32Array[],
  modelId = MODEL,
): Promise<DescriptorId[]> {
  const created = vectors.map((vector) => ({
    descriptorId: newId<DescriptorId>(),
    createTime: clock(),
    modelId,
    vector,
    hasPortrait: false,
  }));
  await store.descriptors.createMany(accountId, created);
  return created.map(({ descriptorId }) => descriptorId);
}

export function linksOf(store: Store, rules: LinkRules = { refuseWrongListKind: true }): Links {
  return createLinks({ store, changeLinks: createLinkChange({ clock, rules }) });
}

/** A search over a list, but for what is given otherwise. */
export function searchOf(listId: ListId, probe: Float32Array, change: Partial<GallerySearch> = {}): GallerySearch {
  return {
    candidates: { kind: 'list', listId },
    probes: [probe],
    modelId: MODEL,
    limit: 5,
    groupBy: 'person',
    ...change,
  };
}

/** Steps until the index has the whole list. */
export async function advanceAll(index: VectorIndex, listId: ListId): Promise<number> {
  let steps = 0;
  while (await index.advance(listId)) steps++;
  return steps;
}

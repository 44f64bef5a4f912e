import { afterEach } from 'vitest';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../src/domain/ids.ts';
import type { GallerySearch } from '../../src/gallery/gallery.ts';
import { createMemoryGallery } from '../../src/gallery/memory/memoryGallery.ts';
import type { MemoryGalleryOptions } from '../../src/gallery/memory/memoryGalleryOptions.ts';
import type { PrewarmedGallery } from '../../src/gallery/memory/prewarmedGallery.ts';
import type { StoredVector } from '../../src/store/lists/listFeed.ts';
import { MemoryFeed } from './memoryFeed.ts';
import { gaussSource, randomSource, randomVector } from './vectors.ts';

export const DIMENSION = 32;
export const MODEL = 'net-1';
export const account = newId<AccountId>();
export const gauss = gaussSource(randomSource(17));

const open: PrewarmedGallery[] = [];
afterEach(async () => {
  for (const gallery of open.splice(0)) await gallery.close();
});

/** A gallery that is closed after the test. */
export function openGallery(options: MemoryGalleryOptions): PrewarmedGallery {
  const gallery = createMemoryGallery(options);
  open.push(gallery);
  return gallery;
}

/** A gallery over a feed in memory, with one list. */
export function setUp(options: Partial<MemoryGalleryOptions> = {}) {
  const feed = new MemoryFeed();
  const gallery = openGallery({ feed, workers: 0, ...options });
  const listId = newId<ListId>();
  feed.createList(listId);

  const face = (personId: PersonId | null = newId(), vector = randomVector(DIMENSION, gauss)): StoredVector => {
    const stored = { descriptorId: newId<DescriptorId>(), personId, modelId: MODEL, vector };
    feed.store(stored);
    return stored;
  };
  const enrol = (count: number, list = listId): StoredVector[] => {
    const faces = Array.from({ length: count }, () => face());
    feed.change(list, { add: faces.map(({ descriptorId }) => descriptorId) });
    return faces;
  };
  const search = (probe: Float32Array, change: Partial<GallerySearch> = {}) =>
    gallery.search(account, {
      candidates: { kind: 'list', listId },
      probes: [probe],
      modelId: MODEL,
      limit: 3,
      groupBy: 'person',
      ...change,
    });
  return { feed, gallery, listId, face, enrol, search };
}

export const ids = (matches: readonly { descriptorId: DescriptorId }[]) =>
  matches.map(({ descriptorId }) => descriptorId);

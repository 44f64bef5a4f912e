import { describe, expect, it } from 'vitest';
import { type DescriptorId, newId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/store/store.ts';
import { anAccount, clock, descriptors } from '../support/rows.ts';

export function portraitsContract(open: () => Store): void {
  describe('images in the database', () => {
    const images = [
      { side: 0, image: Uint8Array.from({ length: 120_000 }, (_, index) => (index * 7919) % 256) },
      { side: 64, image: Uint8Array.of(0, 255, 92, 39, 10) },
    ];
    const put = async (store: Store) => {
      const id = newId<DescriptorId>();
      await store.portraitImages.put(id, images, clock());
      return id;
    };

    it('come back byte for byte, one by one and all at once', async () => {
      const store = open();
      const id = await put(store);
      for (const { side, image } of images) {
        expect(Buffer.from((await store.portraitImages.find(id, side)) ?? []).equals(image)).toBe(true);
      }
      expect(await store.portraitImages.find(id, 96)).toBeUndefined();
      const all = await store.portraitImages.all(id);
      expect(all.map(({ side, image }) => [side, image.length])).toEqual([
        [0, 120_000],
        [64, 5],
      ]);
      expect(await store.portraitImages.all(newId())).toEqual([]);
    });

    it('take the probe of a write, which leaves none', async () => {
      const store = open();
      const before = await store.portraitImages.page({ limit: 1000 });
      await Promise.all([store.probeWrite(), store.probeWrite()]);
      expect(await store.portraitImages.page({ limit: 1000 })).toEqual(before);
    });

    it('are put once: a second time passes over them', async () => {
      const store = open();
      const id = await put(store);
      await store.portraitImages.put(id, images, clock());
      await store.portraitImages.put(id, [], clock());
      expect(await store.portraitImages.all(id)).toHaveLength(2);
    });

    it('are deleted whatever their side, and counted once by two who delete them', async () => {
      const store = open();
      const [one, other] = [await put(store), await put(store)];
      const given = [one, newId<DescriptorId>()];
      const removed = (await Promise.all([1, 2].map(() => store.portraitImages.delete(given)))).flat();
      expect(removed.map(({ descriptorId, side }) => `${descriptorId} ${side}`).sort()).toEqual([
        `${one} 0`,
        `${one} 64`,
      ]);
      expect(await store.portraitImages.all(one)).toEqual([]);
      expect(await store.portraitImages.all(other)).toHaveLength(2);
    });

    it('are listed by pages in the order of the ids', async () => {
      const store = open();
      const ids = new Set<string>();
      while (ids.size < 7) ids.add(await put(store));
      const found: DescriptorId[] = [];
      for (;;) {
        const page = await store.portraitImages.page({ after: found.at(-1), limit: 3 });
        found.push(...page.map(({ descriptorId }) => descriptorId));
        if (page.length < 3) break;
      }
      expect([...found].sort()).toEqual(found);
      expect(found.filter((id) => ids.has(id))).toHaveLength(7);
    });

    it('belong to descriptors that have a portrait', async () => {
      const store = open();
      const mine = await anAccount(store);
      const before = await store.portraitPlace.illustrated();
      // Every second one has none.
      const ids = await descriptors(store, mine, 2);
      expect(await store.garbage.illustrated([...ids, newId()])).toEqual(new Set(ids.slice(0, 1)));
      expect(await store.portraitPlace.illustrated()).toBe(before + 1);
    });
  });

  describe('the place of portraits', () => {
    it('is decided once, and changes only from what it was', async () => {
      const { portraitPlace } = open();
      const folder = newId();
      const files = { kind: 'files', folderId: folder, bucketId: null, movingFrom: null } as const;
      const moving = { kind: 's3', folderId: folder, bucketId: newId(), movingFrom: 'files' } as const;
      expect(await portraitPlace.find()).toBeUndefined();
      expect(await portraitPlace.claim(files)).toEqual(files);
      expect(await portraitPlace.claim({ ...files, kind: 'database', folderId: null })).toEqual(files);
      expect(await portraitPlace.change(moving, files)).toBe(false);
      expect(await portraitPlace.change(files, moving)).toBe(true);
      expect(await portraitPlace.change(files, moving)).toBe(false);
      expect(await portraitPlace.find()).toEqual(moving);
    });
  });
}

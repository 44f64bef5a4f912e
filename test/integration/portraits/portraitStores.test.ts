import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId } from '../../../src/domain/ids.ts';
import { movePortraits } from '../../../src/portraits/movePortraits.ts';
import { type OpenPortraits, openPortraits } from '../../../src/portraits/openPortraits.ts';
import type { StoredPortrait } from '../../../src/portraits/portraitStore.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import type { PortraitKind, PortraitPlace } from '../../../src/store/ports/portraits.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { emptyDatabase } from '../store/support/emptyDatabase.ts';
import { anAccount, clock } from '../store/support/rows.ts';

/** Both places of portraits, which of them is in use, and the way from one to the other. */

const SILENT = { info: () => undefined, warn: () => undefined };
/** A move waits twice as long, until each node knows of it. */
const PLACE_AGE_MS = 250;
/** A move goes on by 100 at a time. */
const MORE_THAN_A_BATCH = 130;
const KINDS = ['files', 'database'] as const;

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('portraits on $name', ({ create }) => {
  let place: TestDatabase;
  let database: OpenDatabase;
  let store: Store;
  let folder: string;
  let accountId: AccountId;

  beforeAll(async () => {
    place = await create();
    database = await openDatabase(place.options, SILENT);
    await migrate(database.db, database.dialect);
    store = createStore(database);
  });
  afterAll(async () => {
    await store?.close();
    await place.remove();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    folder = await mkdtemp(join(tmpdir(), 'portraits-'));
    accountId = await anAccount(store);
    return () => rm(folder, { recursive: true, force: true });
  });

  const open = (wanted: PortraitKind, at = folder) =>
    openPortraits(store, { folder: at, wanted, placeAgeMs: PLACE_AGE_MS }, SILENT);

  let number = 0;
  function aPortrait(): StoredPortrait {
    number++;
    const image = Buffer.alloc(30_000, `portrait ${number} `);
    return { image, thumbnails: new Map([64, 77].map((side) => [side, Buffer.from(`thumbnail ${number} ${side}`)])) };
  }

  async function aRow(descriptorId: DescriptorId): Promise<void> {
    const row = { descriptorId, createTime: clock(), modelId: 'm', vector: Float32Array.of(1), hasPortrait: true };
    await store.descriptors.createMany(accountId, [row]);
  }

  async function stored({ shared }: OpenPortraits, count: number): Promise<Map<DescriptorId, StoredPortrait>> {
    const all = new Map<DescriptorId, StoredPortrait>();
    for (let index = 0; index < count; index++) {
      const id = newId<DescriptorId>();
      all.set(id, aPortrait());
      await shared.put(id, all.get(id) ?? aPortrait());
      await aRow(id);
    }
    return all;
  }

  async function expectAll({ shared }: OpenPortraits, all: ReadonlyMap<DescriptorId, StoredPortrait>): Promise<void> {
    for (const [id, { image, thumbnails }] of all) {
      expect(Buffer.from((await shared.get(id)) ?? []).equals(image ?? Buffer.alloc(0)), id).toBe(true);
      for (const [side, bytes] of thumbnails) {
        expect(Buffer.from((await shared.getThumbnail(id, side)) ?? []).equals(bytes), `${id} ${side}`).toBe(true);
      }
    }
  }

  async function filesIn(root: string): Promise<string[]> {
    const names = await readdir(root, { recursive: true });
    return names.filter((name) => name.endsWith('.jpg') || name.endsWith('.tmp'));
  }

  describe.each(KINDS)('in %s', (kind) => {
    it('come back, are listed by pages, and are deleted whatever their side', async () => {
      const portraits = await open(kind);
      const all = await stored(portraits, 5);
      await expectAll(portraits, all);
      const [id] = all.keys() as MapIterator<DescriptorId>;
      const unknown = newId<DescriptorId>();
      expect(await portraits.shared.getThumbnail(id as DescriptorId, 96)).toBeUndefined();
      expect(await portraits.shared.getAll(unknown)).toBeUndefined();
      const ids = [...all.keys()].sort();
      const first = await portraits.shared.page({ limit: 3 });
      const second = await portraits.shared.page({ after: first.at(-1)?.descriptorId, limit: 3 });
      expect([...first, ...second].map(({ descriptorId }) => descriptorId)).toEqual(ids);
      for (const { writtenAt } of first) expect(Math.abs(writtenAt.getTime() - Date.now())).toBeLessThan(600_000);
      expect(await portraits.shared.delete([...ids, unknown])).toEqual({
        portraits: 5,
        thumbnails: 10,
        missing: [unknown],
      });
      expect(await portraits.shared.page({ limit: 3 })).toEqual([]);
      expect(await filesIn(folder)).toEqual([]);
    });

    it('there is no thumbnail of a side that none has: of the portrait itself, or beyond any number', async () => {
      const portraits = await open(kind);
      const [id] = (await stored(portraits, 1)).keys() as MapIterator<DescriptorId>;
      for (const side of [0, 1, 65, 65_536, 2 ** 31, 2 ** 63, 1e20, 1e300, Number.POSITIVE_INFINITY]) {
        const image = await portraits.shared.getThumbnail(id as DescriptorId, side);
        expect(image?.length, `${side}`).toBeUndefined();
      }
    });

    it('move to the other place under writes, deletions and reads; nothing is lost, and nothing comes back', async () => {
      const other = kind === 'files' ? 'database' : 'files';
      const portraits = await open(kind);
      const all = await stored(portraits, 60);
      const erased: DescriptorId[] = [];
      let moving = true;
      const writing = (async () => {
        while (moving) {
          for (const [id, portrait] of await stored(portraits, 1)) all.set(id, portrait);
          const victim = [...all.keys()][all.size >> 1];
          if (victim && all.size > 40) {
            all.delete(victim);
            await store.transaction((tx) => tx.erasure.deleteDescriptors(accountId, [victim], clock()));
            await portraits.shared.delete([victim]);
            erased.push(victim);
          }
          await expectAll(portraits, new Map([...all].slice(0, 3)));
        }
      })();
      const parts = {
        store,
        places: portraits,
        folder,
        onProgress: () => undefined,
        orphanMs: 1000,
        placeAgeMs: PLACE_AGE_MS,
      };
      const report = await movePortraits(parts, other).finally(() => {
        moving = false;
      });
      await writing;
      expect(report.moved).toBeGreaterThan(0);
      expect(erased.length).toBeGreaterThan(0);
      expect(await store.portraitPlace.find()).toMatchObject({ kind: other, movingFrom: null });
      const again = await open(other);
      await expectAll(again, all);
      expect(await again[kind].page({ limit: 10 })).toEqual([]);
      for (const id of erased) expect(await again.shared.getAll(id)).toBeUndefined();
      expect(await movePortraits(parts, other)).toMatchObject({ moved: 0 });
    });

    it('a move that is broken off goes on, mends half a copy, and serves in between', async () => {
      const other = kind === 'files' ? 'database' : 'files';
      const portraits = await open(kind);
      const all = await stored(portraits, MORE_THAN_A_BATCH);
      const stop = new AbortController();
      const parts = { store, places: portraits, folder, orphanMs: 0, placeAgeMs: PLACE_AGE_MS };
      const first = movePortraits({ ...parts, onProgress: () => stop.abort(), signal: stop.signal }, other);
      await expect(first).rejects.toThrow(/abort/i);
      expect(await store.portraitPlace.find()).toMatchObject({ kind: other, movingFrom: kind });
      const between = await open(other);
      const [next] = await between[kind].page({ limit: 1 });
      if (!next) throw new Error('everything was moved at once');
      await between[other].put(next.descriptorId, { image: Buffer.from('half'), thumbnails: new Map() });
      await movePortraits({ ...parts, places: between, onProgress: () => undefined }, other);
      await expectAll(between, all);
      expect(await between[kind].page({ limit: 10 })).toEqual([]);
    });
  });

  it('an installation of before stays with its files until it is moved, and others may not join with another folder', async () => {
    const id = newId<DescriptorId>();
    await aRow(id);
    await expect(open('database')).rejects.toThrow(/knows 1 portraits, and .* holds none/);
    await expect(open('files')).rejects.toThrow(/holds none/);
    const two = join(folder, id.slice(0, 2), id.slice(2, 4));
    await mkdir(two, { recursive: true });
    await writeFile(join(two, `${id}.jpg`), 'of an earlier version');
    const { shared, place } = await open('database');
    expect(place.kind).toBe('files');
    expect(Buffer.from((await shared.get(id)) ?? []).toString()).toBe('of an earlier version');
    const elsewhere = await mkdtemp(join(tmpdir(), 'portraits-'));
    await expect(open('files', elsewhere)).rejects.toThrow(/portraits are in the folder .* no such folder/);
    await rm(elsewhere, { recursive: true });
  });

  it('a new database does not take over the folder of another one', async () => {
    await stored(await open('files'), 1);
    const second = await create();
    const other = await openStore(second.options);
    const opening = openPortraits(other, { folder, wanted: 'files' }, SILENT);
    await expect(opening).rejects.toThrow(/portraits of another database/);
    await other.close();
    await second.remove();
  });

  it('of two nodes that start together on an empty database both use one folder', async () => {
    const [one, other] = await Promise.all([open('files'), open('files')]);
    expect(one.place).toEqual(other.place satisfies PortraitPlace);
    const all = await stored(one, 1);
    await expectAll(other, all);
  });
});

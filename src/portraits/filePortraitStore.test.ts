import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DescriptorId, newId } from '../domain/ids.ts';
import { createFilePortraitStore } from './filePortraitStore.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portraits-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const portrait = { image: Buffer.from('portrait'), thumbnails: new Map([[64, Buffer.from('small')]]) };

test('gives back what was put, byte for byte, and leaves no temporary file', async () => {
  const store = createFilePortraitStore(root);
  const id = newId<DescriptorId>();
  await store.put(id, portrait);
  expect(await store.get(id)).toEqual(Buffer.from('portrait'));
  expect(await store.getThumbnail(id, 64)).toEqual(Buffer.from('small'));
  expect(await store.getThumbnail(id, 96)).toBeUndefined();
  const folder = join(root, id.slice(0, 2), id.slice(2, 4));
  expect((await readdir(folder)).sort()).toEqual([`${id}.jpg`, `${id}_64.jpg`]);
});

test('knows nothing of a descriptor without portrait', async () => {
  const store = createFilePortraitStore(root);
  expect(await store.get(newId())).toBeUndefined();
});

test('delete removes what is there, thumbnails of any side and half-written files, and leaves the neighbours', async () => {
  const store = createFilePortraitStore(root);
  const id = newId<DescriptorId>();
  const neighbour = `${id.slice(0, 35)}${id.endsWith('0') ? '1' : '0'}` as DescriptorId;
  for (const each of [id, neighbour]) {
    await store.put(each, {
      image: Buffer.from('x'),
      thumbnails: new Map([64, 77, 300].map((side) => [side, Buffer.from('y')])),
    });
  }
  const folder = join(root, id.slice(0, 2), id.slice(2, 4));
  await writeFile(join(folder, `${id}_64.jpg.b1d5e7c0.tmp`), 'half of a face');
  const unknown = newId<DescriptorId>();
  expect(await store.delete([id, unknown])).toEqual({ portraits: 1, thumbnails: 3, missing: [unknown] });
  expect(await store.delete([id])).toEqual({ portraits: 0, thumbnails: 0, missing: [id] });
  expect((await readdir(folder)).filter((name) => name.startsWith(id))).toEqual([]);
  expect(await readdir(folder)).toHaveLength(4);
});

test('a page goes on behind an id, in the order of the ids; names that are not ours are passed over', async () => {
  const store = createFilePortraitStore(root);
  await writeFile(join(root, 'store-id'), 'x');
  const ids = Array.from({ length: 40 }, () => newId<DescriptorId>()).sort();
  for (const id of ids) await store.put(id, portrait);
  const found: DescriptorId[] = [];
  for (let after: DescriptorId | undefined; found.length < 40; after = found.at(-1)) {
    const page = await store.page({ after, limit: 7 });
    expect(page.length).toBe(Math.min(7, 40 - found.length));
    found.push(...page.map(({ descriptorId }) => descriptorId));
  }
  expect(found).toEqual(ids);
  expect(await store.page({ after: ids.at(-1), limit: 7 })).toEqual([]);
});

test('getAll gives every thumbnail, also those without a portrait', async () => {
  const store = createFilePortraitStore(root);
  const [whole, part] = [newId<DescriptorId>(), newId<DescriptorId>()];
  await store.put(whole, portrait);
  await store.put(part, { thumbnails: portrait.thumbnails });
  expect(await store.getAll(whole)).toEqual(portrait);
  expect(await store.getAll(part)).toEqual({ image: undefined, thumbnails: portrait.thumbnails });
  expect(await store.getAll(newId())).toBeUndefined();
});

test('many portraits can be put at once', async () => {
  const store = createFilePortraitStore(root);
  const ids = Array.from({ length: 50 }, () => newId<DescriptorId>());
  await Promise.all(ids.map((id) => store.put(id, portrait)));
  const found = await Promise.all(ids.map((id) => store.get(id)));
  expect(found.every((image) => image !== undefined)).toBe(true);
});

test('a put that fails has ended: nothing is written behind the back of who cleans up', async () => {
  const store = createFilePortraitStore(root);
  const id = newId<DescriptorId>();
  const folder = join(root, id.slice(0, 2), id.slice(2, 4));
  // A folder where the portrait would be: it is the first to fail, while the large ones are being written.
  await mkdir(join(folder, `${id}.jpg`, 'in-the-way'), { recursive: true });
  const thumbnails = new Map([64, 96, 128, 160].map((side) => [side, Buffer.alloc(16_000_000)]));
  await expect(store.put(id, { image: Buffer.from('x'), thumbnails })).rejects.toThrow('EISDIR');
  const names = await readdir(folder);
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(names).toHaveLength(1 + thumbnails.size);
});

test('a probe writes to the folder, leaves nothing there, and fails where nothing can be written', async () => {
  await createFilePortraitStore(root).probeWrite();
  expect(await readdir(root)).toEqual([]);
  const file = join(root, 'file');
  await writeFile(file, 'not a folder');
  await expect(createFilePortraitStore(file).probeWrite()).rejects.toThrow(/EEXIST|ENOTDIR/);
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
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
  const store = createFilePortraitStore(root, [64]);
  const id = newId<DescriptorId>();
  await store.put(id, portrait);
  expect(await store.get(id)).toEqual(Buffer.from('portrait'));
  expect(await store.getThumbnail(id, 64)).toEqual(Buffer.from('small'));
  expect(await store.getThumbnail(id, 96)).toBeUndefined();
  const folder = join(root, id.slice(0, 2), id.slice(2, 4));
  expect((await readdir(folder)).sort()).toEqual([`${id}.jpg`, `${id}_64.jpg`]);
});

test('knows nothing of a descriptor without portrait', async () => {
  const store = createFilePortraitStore(root, [64]);
  expect(await store.get(newId())).toBeUndefined();
});

test('delete removes the portrait with its thumbnails and passes over unknown ids', async () => {
  const store = createFilePortraitStore(root, [64]);
  const id = newId<DescriptorId>();
  await store.put(id, portrait);
  await store.delete([id, newId()]);
  expect(await store.get(id)).toBeUndefined();
  expect(await store.getThumbnail(id, 64)).toBeUndefined();
});

test('many portraits can be put at once', async () => {
  const store = createFilePortraitStore(root, [64]);
  const ids = Array.from({ length: 50 }, () => newId<DescriptorId>());
  await Promise.all(ids.map((id) => store.put(id, portrait)));
  const found = await Promise.all(ids.map((id) => store.get(id)));
  expect(found.every((image) => image !== undefined)).toBe(true);
});

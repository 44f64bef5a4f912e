import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type ZippedFile, zipOf } from '../../../../../test/support/archives/zipOf.ts';
import { openZip } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let archives = 0;
function archive(...files: ZippedFile[]): string {
  const path = join(folder, `${++archives}.zip`);
  writeFileSync(path, zipOf(files));
  return path;
}

it('a folder is a person, a number behind the name a further photo', async () => {
  const names = ['Ann/1.jpg', 'bob.jpg', 'bob_2.jpg', '__MACOSX/bob.jpg', 'notes.txt', 'Ünal 👩‍🚀/x.PNG'];
  const source = await openZip(archive(...names.map((name) => ({ name, content: Buffer.from(name) }))));
  expect(source.items.map(({ name, person }) => [name, person])).toEqual([
    ['Ann/1.jpg', 'Ann'],
    ['bob.jpg', 'bob'],
    ['bob_2.jpg', 'bob'],
    ['Ünal 👩‍🚀/x.PNG', 'Ünal 👩‍🚀'],
  ]);
  expect(source.passedOver).toBe(2);
  expect(String(await source.items[1]?.read())).toBe('bob.jpg');
  await source.close();
});

const content = Buffer.alloc(100_000);
it.each([
  ['a way up', { name: 'a/../../b.jpg', content }, /leads out/],
  ['a path from the root', { name: '/etc/b.jpg', content }, /leads out/],
  ['a way of Windows', { name: '..\\b.jpg', content }, /leads out/],
  ['a drive', { name: 'C:b.jpg', content }, /leads out/],
  ['a link', { name: 'b.jpg', content, lies: { mode: 0o120777 } }, /holds a link/],
  ['a file of 3 GB', { name: 'b.jpg', content, lies: { size: 3_000_000_000 } }, /more than any photo/],
])('refuses %s', async (_, file, reason) => {
  await expect(openZip(archive({ name: 'a.jpg', content }, file))).rejects.toThrow(reason);
});

it('refuses entries over each other, what is cut off and what is none', async () => {
  const twins = [
    { name: 'a.jpg', content },
    { name: 'b.jpg', content, lies: { offset: 0 } },
  ];
  await expect(openZip(archive(...twins))).rejects.toThrow(/a zip bomb/);
  const path = join(folder, 'none.zip');
  writeFileSync(path, zipOf([{ name: 'a.jpg', content }]).subarray(0, 100));
  await expect(openZip(path)).rejects.toThrow(/no zip archive, or cut off/);
});

it('a file that becomes larger than was said is left out, and the others are read', async () => {
  const liar = { name: 'a.jpg', content, lies: { size: 1000 } };
  const source = await openZip(archive(liar, { name: 'b.jpg', content: Buffer.from('b') }));
  await expect(source.items[0]?.read()).rejects.toThrow(/cannot be unpacked/);
  expect(String(await source.items[1]?.read())).toBe('b');
  await source.close();
});

import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFolderIdReader, ensureFolderId } from './folderId.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luna-folder-id-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a reader tells of a folder that is gone, is there again, or is another one', async () => {
  const [here, away] = [join(folder, 'here'), join(folder, 'away')];
  const readId = createFolderIdReader(here);
  expect(await readId()).toBeUndefined();
  const id = await ensureFolderId(here);
  expect(await readId()).toBe(id);
  expect(await readId()).toBe(id);
  renameSync(here, away);
  expect(await readId()).toBeUndefined();
  const other = await ensureFolderId(here);
  expect(other).not.toBe(id);
  expect(await readId()).toBe(other);
  rmSync(here, { recursive: true });
  renameSync(away, here);
  expect(await readId()).toBe(id);
});

it('a reader tells of an id that was written over', async () => {
  const id = await ensureFolderId(folder);
  const readId = createFolderIdReader(folder);
  expect(await readId()).toBe(id);
  writeFileSync(join(folder, 'folder-id'), 'another one, of other length\n');
  expect(await readId()).toBe('another one, of other length');
});

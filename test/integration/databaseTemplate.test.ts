import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import { readTemplate, unpackTemplate } from '../../src/databases/pglite/databaseTemplate.ts';
import { initialise } from '../../src/databases/pglite/pgliteFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'template-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pathsIn = (directory: string) => readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();

it('the template holds the files that initdb makes of one database, for their owner alone', async () => {
  const [unpacked, made] = [join(folder, 'unpacked'), join(folder, 'made')];
  expect(await unpackTemplate(unpacked)).toBe(true);
  await initialise(made);
  const paths = pathsIn(unpacked);
  // The others are what CREATE DATABASE would copy.
  expect(readdirSync(join(unpacked, 'base'))).toEqual(['5']);
  expect(paths.filter((path) => !/^base.5.|^pg_wal.|^pg_xact./.test(path))).toEqual(
    pathsIn(made)
      .filter((path) => !/^base.[145]|^pg_wal.|^pg_xact./.test(path))
      .concat('base/5')
      .sort(),
  );
  expect(paths.filter((path) => statSync(join(unpacked, path)).mode & 0o077)).toEqual([]);
});

it('a first start makes a database of it, on disk and in memory', async () => {
  expect(await readTemplate()).toBeDefined();
  for (const directory of [join(folder, 'database'), 'memory']) {
    const store = await openStore({ type: 'pglite', directory });
    expect(await store.checkSchema()).toMatchObject({ pending: [], drift: [] });
    await store.close();
  }
});

/** Makes the files of a new embedded database, with all tables, once for each version: a first start unpacks them. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { create } from 'tar';

const { templatePath } = await import('../dist/databases/pglite/databaseTemplate.js');
const { initialise } = await import('../dist/databases/pglite/pgliteFiles.js');
const { openStore } = await import('../dist/databases/openStore.js');

export async function makeTemplate() {
  const target = templatePath();
  if (existsSync(target)) return;
  const folder = mkdtempSync(join(tmpdir(), 'luna-backport3-template-'));
  try {
    const data = join(folder, 'pgdata');
    await initialise(data);
    await dropOthers(data);
    await (await openStore({ type: 'pglite', directory: folder })).close();
    const tar = await buffer(create({ cwd: data, portable: true, sync: false }, readdirSync(data).sort()));
    // The window is as large as the files of several databases that are alike.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 24 };
    rmSync(dirname(target), { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.new`, brotliCompressSync(tar, { params }));
    renameSync(`${target}.new`, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nobody copies the databases that new ones are made of: they are two thirds of the files that a first start writes and syncs. */
async function dropOthers(/** @type {string} */ dataDir) {
  const database = await PGlite.create({ dataDir });
  await database.exec('update pg_database set datistemplate = false');
  for (const name of ['template0', 'template1']) await database.exec(`drop database ${name}`);
  await database.exec('checkpoint');
  await database.close();
}

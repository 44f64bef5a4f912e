/** Makes the files of a new embedded database, with all tables, once for each version: a first start unpacks them. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { constants, gzipSync } from 'node:zlib';
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
    await dropLog(data);
    const tar = await buffer(create({ cwd: data, portable: true, sync: false }, readdirSync(data).sort()));
    rmSync(dirname(target), { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    // Brotli packs it smaller by a quarter, and takes three times as long to unpack it.
    writeFileSync(`${target}.new`, gzipSync(tar, { level: constants.Z_BEST_COMPRESSION }));
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

/** What was written ahead is in the tables: the log begins anew, in a segment that holds the end of this process and zeros. */
async function dropLog(/** @type {string} */ dataDir) {
  const database = await PGlite.create({ dataDir });
  await database.query('select pg_switch_wal()');
  await database.exec('checkpoint');
  const { rows } = await database.query('select pg_walfile_name(pg_current_wal_lsn()) as name');
  await database.close();
  const folder = join(dataDir, 'pg_wal');
  for (const name of readdirSync(folder)) {
    // 24 digits: a segment. Those that come later are recycled ones, full of what they held.
    if (/^[0-9A-F]{24}$/.test(name) && name !== rows[0]?.name) rmSync(join(folder, name));
  }
}

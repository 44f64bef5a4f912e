import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { StoreOptions } from '../../../src/databases/openDatabase.ts';
import type { PostgresOptions } from '../../../src/databases/postgres/openPostgres.ts';
import type { PortraitKind } from '../../../src/store/ports/portraits.ts';
import { gaussSource, randomSource, randomVector } from '../../support/vectors.ts';
import { postgresAt } from '../store/support/databases.ts';
import { anAccount } from '../store/support/rows.ts';
import { runInHost as run } from '../support/commandHost/runInHost.ts';
import { addFaces, type Installation, openInstallation, readFaces, type TestFace } from './support/installation.ts';
import { needlesOf, scanDisk } from './support/scanDisk.ts';

const folder = mkdtempSync(join(tmpdir(), 'shredding-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ring = `k1:${randomBytes(32).toString('base64')}`;
const gauss = gaussSource(randomSource(7));
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00]);

function aFace(): TestFace {
  const image = Buffer.concat([JPEG, randomBytes(400)]);
  return {
    vector: randomVector(128, gauss),
    portrait: { image, thumbnails: new Map([[64, Buffer.concat([JPEG, randomBytes(80)])]]) },
  };
}

/** Settings of the command line, and what opens the same place in this process. */
interface Place {
  readonly settings: Readonly<Record<string, string>>;
  open(): Promise<Installation>;
}

function placeAt(name: string, database: StoreOptions, wanted: PortraitKind, settings: Place['settings'] = {}): Place {
  const data = join(folder, name);
  mkdirSync(data, { recursive: true });
  const options = { database, folder: data, wanted, ring };
  return { settings: { DATA_DIR: data, ENCRYPTION_KEYS: ring, ...settings }, open: () => openInstallation(options) };
}

function embedded(name: string): Place {
  return placeAt(name, { type: 'pglite', directory: join(folder, name, 'database') }, 'files');
}

/** Two accounts with faces, in a backup; then the first is erased. @returns what they saw before, and the backup */
async function backUpAndErase(name: string, place: Place) {
  let node = await place.open();
  const [erased, kept] = [await anAccount(node.store), await anAccount(node.store)];
  const faces = { erased: [aFace(), aFace()], kept: [aFace()] };
  const added = {
    erased: await addFaces(node, erased, faces.erased),
    kept: await addFaces(node, kept, faces.kept),
  };
  await node.store.close();
  const backups = join(folder, `${name}-backups`);
  mkdirSync(backups);
  const backup = join(backups, 'luna.tar');
  expect(await run(['backup', '--out', backup], place.settings)).toMatchObject({ code: 2, stdout: '' });
  const keys = join(folder, `${name}.keys`);
  const made = await run(['backup', '--out', backup, '--account-keys', keys], place.settings);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const needles = [...faces.erased, ...faces.kept].flatMap(({ vector }) => needlesOf(vector));
  expect(scanDisk(backups, needles, { jpeg: true })).toEqual([]);
  expect(await run(['account', 'delete', erased, '--yes'], place.settings)).toMatchObject({ code: 0 });
  expect(await run(['encryption', 'keys', '--out', keys], place.settings)).toMatchObject({ code: 0 });
  node = await place.open();
  expect(await readFaces(node, kept, added.kept.keys())).toEqual(added.kept);
  await node.store.close();
  return { erased, kept, added, backup, keys };
}

async function expectShredded(
  place: Place,
  { erased, kept, added }: Pick<Awaited<ReturnType<typeof backUpAndErase>>, 'erased' | 'kept' | 'added'>,
): Promise<void> {
  const node = await place.open();
  try {
    // Its rows are back; what is in them is lost.
    expect(await node.store.accounts.find(erased)).toBeDefined();
    expect(await node.store.descriptors.existing(erased, [...added.erased.keys()])).toEqual(
      new Set(added.erased.keys()),
    );
    expect((await node.encryption.status()).unreadableAccounts).toEqual([erased]);
    for (const id of added.erased.keys()) {
      expect(await node.store.descriptors.vectors(erased, [id])).toEqual([]);
      expect(await node.portraits.getAll(erased, id)).toBeUndefined();
    }
    expect(await readFaces(node, kept, added.kept.keys())).toEqual(added.kept);
  } finally {
    await node.store.close();
  }
}

it('an erased account cannot be read out of a backup that is restored elsewhere', async () => {
  const before = await backUpAndErase('embedded', embedded('embedded'));
  const other = embedded('elsewhere');
  const without = await run(['restore', before.backup], other.settings);
  expect(without.stderr).toContain('give --account-keys FILE');
  expect(without.code).toBe(2);
  const restored = await run(['restore', before.backup, '--account-keys', before.keys], other.settings);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  await expectShredded(other, before);
});

it('nor where it takes the place of the rows that are there', async () => {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('TEST_POSTGRES_URL is not set');
  const database = await postgresAt(url);
  try {
    const { host, port, user, password, database: name } = database.options as PostgresOptions;
    const dsn = `${user}:${String(password) || 'none'}@${host}:${port}/${name}`;
    const place = placeAt('server', database.options, 'database', { DB_TYPE: 'postgres', DB_DSN: dsn });
    const before = await backUpAndErase('server', place);
    const both = await run(['restore', '--force', before.backup, '--account-keys', before.keys], place.settings);
    expect(both.stderr).toContain('which are newer: leave --account-keys out');
    expect(await run(['restore', '--force', before.backup], place.settings)).toMatchObject({ code: 0, stderr: '' });
    await expectShredded(place, before);
  } finally {
    await database.remove();
  }
});

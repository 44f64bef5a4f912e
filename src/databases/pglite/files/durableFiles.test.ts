import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DurableFiles } from './durableFiles.ts';
import { LogSync } from './logSync.ts';

/** Descriptors of no open file: nothing can be written through, so that each try shows. */
const [LOG, DATA, OTHER] = [
  { nfd: 2 ** 30, path: '/pgdata/pg_wal/000000010000000000000001' },
  { nfd: 2 ** 30 + 1, path: '/pgdata/base/5/1259' },
  { nfd: 2 ** 30 + 2, path: '/pgdata/pg_xact/0000' },
] as const;
const PAGE = 8192;
/** A page that something is on. */
const USED = new Uint8Array(PAGE).fill(1);
const EIO = 29;

class ErrnoError extends Error {
  readonly errno: number;

  constructor(errno: number) {
    super(`errno ${errno}`);
    this.errno = errno;
  }
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durable-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The operations as PGlite gets them, over ones that touch no file. */
async function operations() {
  const logSync = new LogSync();
  const stream_ops = {
    fsync: (_file: object): number => 0,
    write: vi.fn((_file: object, ..._what: readonly unknown[]) => 1),
    close: vi.fn(),
    setattr: vi.fn(),
  };
  const node_ops = { mknod: vi.fn(), setattr: vi.fn() };
  const pglite = Object.create(PGlite.prototype) as PGlite;
  const { emscriptenOpts } = await new DurableFiles(folder, logSync).init(pglite, {});
  const mend = emscriptenOpts.preRun?.at(-1) as ((module: object) => void) | undefined;
  const written = { write: stream_ops.write, close: stream_ops.close };
  mend?.({ NODEFS: { node_ops, stream_ops }, FS: { ErrnoError } });
  const note = () => logSync.defer(async () => stream_ops.fsync(LOG));
  return { stream_ops, written, note };
}

it('writes no other file before the log that was deferred', async () => {
  const { stream_ops, written, note } = await operations();
  expect(await note()).toBe(0);
  stream_ops.write(LOG, USED, 0, PAGE);
  expect(written.write).toHaveBeenCalledTimes(1);
  for (const file of [DATA, OTHER]) expect(() => stream_ops.write(file, USED, 0, PAGE)).toThrow(`errno ${EIO}`);
  expect(written.write).toHaveBeenCalledTimes(1);
});

it('lets a table grow by empty pages meanwhile: no page says yet what the log must know first', async () => {
  const { stream_ops, written, note } = await operations();
  await note();
  const empty = new Uint8Array(3 * PAGE);
  stream_ops.write(DATA, empty, PAGE, 2 * PAGE);
  expect(written.write).toHaveBeenCalledWith(DATA, empty, PAGE, 2 * PAGE, undefined);
  expect(() => stream_ops.write(OTHER, empty, PAGE, PAGE)).toThrow(`errno ${EIO}`);
  empty[PAGE + 17] = 1;
  expect(() => stream_ops.write(DATA, empty, PAGE, PAGE)).toThrow(`errno ${EIO}`);
  expect(() => stream_ops.write(DATA, empty, 0, 2 * PAGE)).toThrow(`errno ${EIO}`);
});

it('writes no other file through before it', async () => {
  const { stream_ops, note } = await operations();
  const open = { nfd: openSync(join(folder, 'data'), 'w'), path: DATA.path };
  expect(stream_ops.fsync(open)).toBe(0);
  await note();
  expect(stream_ops.fsync(open)).toBe(EIO);
  closeSync(open.nfd);
});

it('closes no file of the log before it', async () => {
  const { stream_ops, written, note } = await operations();
  stream_ops.close(LOG);
  await note();
  expect(() => stream_ops.close(LOG)).toThrow(`errno ${EIO}`);
  expect(written.close).toHaveBeenCalledTimes(1);
});

it('tells the database what the disk refuses at once, where nothing is deferred', async () => {
  const { stream_ops } = await operations();
  expect(stream_ops.fsync(LOG)).toBe(EIO);
});

import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import type { StoreLog } from '../../store/sql/storeLog.ts';
import { readTemplate, unpackTemplate } from './databaseTemplate.ts';
import { DurableFiles } from './files/durableFiles.ts';
import { LogSync } from './files/logSync.ts';
import { pgliteModule } from './pgliteModule.ts';
import { requireOwner } from './requireOwner.ts';

/** Begins the name of a folder beside the database that its process deletes, or the next start. */
const PASSING = /^(snapshot|restore)\./;

/**
 * `synchronous_commit=off`: the session flushes once for a group of commits and answers no caller before (pgliteSession).
 * `wal_sync_method=fsync`: the other methods never reach the file system.
 * `enable_seqscan=off`: ANALYZE does not run by itself in here, and a plan made for an empty table is kept for the full one.
 */
const SETTINGS = ['synchronous_commit=off', 'wal_sync_method=fsync', 'enable_seqscan=off', 'shared_buffers=64MB'];

const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...SETTINGS.flatMap((setting) => ['-c', setting]),
];

/**
 * What the database can load, not what it has loaded. Always given: a database that was used with the index of vectors
 * still has its tables, and upkeep reads them.
 */
const EXTENSIONS = { vector };

/** A blob by PGlite's reckoning: a true one would copy the template twice, a quarter of the time of such a start. */
class WholeFile extends Blob {
  readonly #bytes: Buffer<ArrayBuffer>;

  constructor(bytes: Buffer<ArrayBuffer>) {
    super([]);
    this.#bytes = bytes;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, length } = this.#bytes;
    return length === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + length);
  }
}

/** A database that dies with the process. */
export async function openInMemory(): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((s) => ['-c', s])];
  const template = await readTemplate();
  return PGlite.create({
    pgliteWasmModule: pgliteModule(),
    startParams,
    extensions: EXTENSIONS,
    ...(template && { loadDataDir: new WholeFile(template) }),
  });
}

/**
 * Opens the database in `<directory>/pgdata`, made at the first start under another name: a crash in the middle of that
 * leaves nothing that a later start could take for a database. The caller holds the directory lock.
 */
export async function openInDirectory(directory: string, log: StoreLog, logSync: LogSync): Promise<PGlite> {
  const data = join(directory, 'pgdata');
  const unfinished = join(directory, 'pgdata.new');
  requireRoom(directory, LEAST_BYTES);
  requireOwner(directory, data);
  for (const name of readdirSync(directory).filter((each) => PASSING.test(each))) {
    rmSync(join(directory, name), { recursive: true, force: true });
  }
  try {
    if (!existsSync(data)) {
      log.info({ directory }, 'database: first start, creating it');
      rmSync(unfinished, { recursive: true, force: true });
      if (!(await unpackTemplate(unfinished))) await initialise(unfinished);
      syncTree(unfinished);
      renameSync(unfinished, data);
      syncPath(directory);
    }
    return await openFiles(data, logSync);
  } catch (error) {
    // What PGlite throws then says nothing of the disk.
    requireRoom(directory, START_BYTES);
    throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Makes the files of a new database in a folder of their own, as PGlite does: by `initdb`, which takes seconds. */
export async function initialise(folder: string): Promise<void> {
  const fresh = await openFiles(folder, new LogSync());
  await fresh.close();
}

/** Without these files the database is not opened: a start that fails half-way would leave more to repair. */
const LEAST_BYTES = 64 * 1024;
/** What a first start writes; the recovery of a crash may need a new segment of the log, which is less. */
const START_BYTES = 48 * 1024 * 1024;

/** @throws StoreRefused when the disk lacks room for that many bytes */
function requireRoom(directory: string, bytes: number): void {
  const probe = join(directory, 'write-probe');
  try {
    writeFileSync(probe, randomBytes(bytes), { flush: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreRefused('unusable-directory', `cannot write to the database directory ${directory}: ${reason}`, {
      cause: error,
    });
  } finally {
    rmSync(probe, { force: true });
  }
}

function openFiles(path: string, logSync: LogSync): Promise<PGlite> {
  return PGlite.create({
    pgliteWasmModule: pgliteModule(),
    dataDir: path,
    fs: new DurableFiles(path, logSync),
    startParams: START_PARAMETERS,
    extensions: EXTENSIONS,
  });
}

function syncTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) syncTree(join(path, entry.name));
    else if (entry.isFile()) syncPath(join(path, entry.name));
  }
  syncPath(path);
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

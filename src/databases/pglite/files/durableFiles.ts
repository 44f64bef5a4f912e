import { fdatasyncSync } from 'node:fs';
import type { PGlite, postgresMod } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { LogSync } from './logSync.ts';

/** What Emscripten shall change of a file. */
interface Attributes {
  readonly mode?: number | null;
}

interface OpenFile {
  readonly nfd?: number;
  readonly path?: string;
}

/** The part of Emscripten's NODEFS that writes to real files. */
interface NodeFileOperations {
  readonly node_ops: {
    mknod(parent: unknown, name: string, mode: number, device: number): unknown;
    setattr(node: unknown, attributes: Attributes): void;
  };
  readonly stream_ops: {
    fsync?: (file: OpenFile) => number;
    /** @param offset in the memory behind the buffer, as NODEFS itself reads it */
    write(file: OpenFile, buffer: Uint8Array, offset: number, length: number, position?: number): number;
    close(file: OpenFile): void;
    setattr(file: unknown, attributes: Attributes): void;
  };
}

/** EIO in the numbering of WASI. */
const WASI_EIO = 29;
const LOG_FOLDER = '/pg_wal/';
/** Tables and indexes. */
const TABLE_FOLDER = '/base/';
/** Tables grow by so much at once, or in several writes. */
const EMPTY = Buffer.alloc(64 * 1024);

/**
 * PGlite's file system on a directory, with the one operation that it lacks: without it "fsync" answers that all is
 * well and writes nothing through, so that a power failure could lose or tear what was acknowledged. And its files are
 * the user's own: PGlite has no umask, and sets modes that everyone may read and write.
 */
export class DurableFiles extends NodeFS {
  readonly #logSync: LogSync;

  constructor(directory: string, logSync: LogSync) {
    super(directory);
    this.#logSync = logSync;
  }

  override async init(pglite: PGlite, options: Partial<postgresMod.PostgresMod>) {
    const { emscriptenOpts } = await super.init(pglite, options);
    const mend = (module: postgresMod.PostgresMod) => {
      const operations = module.NODEFS as unknown as NodeFileOperations;
      const failed = () => new module.FS.ErrnoError(WASI_EIO);
      writeThrough(operations, this.#logSync, failed);
      keepPrivate(operations);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), mend] } };
  }
}

function writeThrough({ stream_ops }: NodeFileOperations, logSync: LogSync, failed: () => Error): void {
  const isLog = ({ path }: OpenFile) => path?.includes(LOG_FOLDER) === true;
  const orFail = (work: () => void) => {
    try {
      work();
    } catch {
      throw failed();
    }
  };
  const { write, close } = stream_ops;
  stream_ops.fsync = (file) => {
    const { nfd } = file;
    if (nfd === undefined) return 0;
    try {
      if (isLog(file)) logSync.logWritten(nfd);
      else {
        logSync.beforeData();
        fdatasyncSync(nfd);
      }
      return 0;
    } catch {
      return WASI_EIO;
    }
  };
  stream_ops.write = (file, buffer, offset, length, position) => {
    const needsLog = !isLog(file) && !growsTable(file, buffer, offset, length);
    if (needsLog) orFail(() => logSync.beforeData());
    return write(file, buffer, offset, length, position);
  };
  stream_ops.close = (file) => {
    const { nfd } = file;
    if (nfd !== undefined && isLog(file)) orFail(() => logSync.beforeClose(nfd));
    close(file);
  };
}

/**
 * Pages of zeros are where a table is about to have rows. The log has nothing that must be on disk before them, and a crash leaves pages that are
 * used the next time. Each of them else held up the thread that serves requests for as long as a disk takes.
 */
function growsTable({ path }: OpenFile, buffer: Uint8Array, offset: number, length: number): boolean {
  if (!path?.includes(TABLE_FOLDER) || length > EMPTY.length) return false;
  return Buffer.from(buffer.buffer, offset, length).equals(EMPTY.subarray(0, length));
}

function keepPrivate({ node_ops, stream_ops }: NodeFileOperations): void {
  const own = (mode: number) => mode & ~0o077;
  const withOwn = (attributes: Attributes) =>
    typeof attributes.mode === 'number' ? { ...attributes, mode: own(attributes.mode) } : attributes;
  const { mknod, setattr } = node_ops;
  const { setattr: setattrOfStream } = stream_ops;
  node_ops.mknod = (parent, name, mode, device) => mknod(parent, name, own(mode), device);
  node_ops.setattr = (node, attributes) => setattr(node, withOwn(attributes));
  stream_ops.setattr = (stream, attributes) => setattrOfStream(stream, withOwn(attributes));
}

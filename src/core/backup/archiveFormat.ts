import { Header } from 'tar';

/**
 * A backup is a tar archive of plain files, so that any `tar` can look into it: the manifest first, and last an entry with
 * the SHA-256 of all that stands before it. See docs/backup.md.
 */
export const FORMAT = 1;

export const MANIFEST = 'manifest.json';
export const SETTINGS = 'settings.json';
const END = 'end.json';

export const BLOCK = 512;
/** The last entry, and the two empty blocks that end every tar archive. */
export const TRAILER_BYTES = 2 * BLOCK + 2 * BLOCK;

/** An entry as it stands in the archive. @param seconds since 1970 */
export function archiveEntry(path: string, body: Uint8Array, seconds: number): Uint8Array {
  const padded = Math.ceil(body.length / BLOCK) * BLOCK;
  const bytes = Buffer.alloc(BLOCK + padded);
  const mtime = new Date(seconds * 1000);
  new Header({ path, size: body.length, mtime, type: 'File', mode: 0o600, uid: 0, gid: 0 }).encode(bytes, 0);
  bytes.set(body, BLOCK);
  return bytes;
}

/** How an archive ends of which that many bytes, with that sum, stand before: the same bytes always. */
export function archiveTrailer(sha256: string, bytes: number): Uint8Array {
  const end = archiveEntry(END, Buffer.from(`${JSON.stringify({ sha256, bytes })}\n`), 0);
  return Buffer.concat([end, Buffer.alloc(2 * BLOCK)]);
}

export interface EntryHead {
  readonly path: string;
  readonly size: number;
}

/** Undefined for what is no header of an entry. */
export function readHead(block: Buffer): EntryHead | undefined {
  try {
    const { cksumValid, path, size } = new Header(block);
    return cksumValid && path !== undefined && size !== undefined ? { path, size } : undefined;
  } catch {
    // Numbers that cannot be read.
    return undefined;
  }
}

/** Whether the archive ends as one that was written to its end, whatever its sum says. */
export function isTrailer(bytes: Buffer): boolean {
  return readHead(bytes.subarray(0, BLOCK))?.path === END;
}

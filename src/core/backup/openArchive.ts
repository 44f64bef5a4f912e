import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { archiveTrailer, BLOCK, isTrailer, MANIFEST, readHead, TRAILER_BYTES } from './archiveFormat.ts';
import { BackupRefused } from './backupRefused.ts';
import { type Manifest, parseManifest } from './manifest.ts';

export interface ArchiveEntry {
  readonly path: string;
  readonly body: Buffer;
}

/** A backup that was read once and is whole. */
export interface Archive {
  readonly manifest: Manifest;
  /** Everything but the last entry. @throws BackupRefused when the file is no longer what it was */
  entries(): AsyncGenerator<ArchiveEntry>;
}

/** No part of a backup is as large: a page of rows has some megabytes. */
const LARGEST_ENTRY = 256 * 1024 * 1024;
const PIECE = 1024 * 1024;

/**
 * Reads the whole file and compares it with the sum at its end.
 * @param onProgress told how many bytes of how many are read
 * @throws BackupRefused
 */
export async function openArchive(
  file: FileHandle,
  onProgress: (read: number, size: number) => void = () => undefined,
): Promise<Archive> {
  const { size } = await file.stat();
  const first = size < BLOCK ? undefined : readHead(await readAt(file, 0, BLOCK));
  if (first?.path !== MANIFEST || first.size > LARGEST_ENTRY)
    throw new BackupRefused('the file is not a backup of luna-backport3');
  // A later format may end otherwise: its number is looked at before the sum.
  const manifest = size < BLOCK + first.size ? undefined : await readAt(file, BLOCK, first.size);
  if (manifest) refuseOtherFormat(manifest);
  const bytes = size - TRAILER_BYTES;
  const trailer = bytes < BLOCK || !manifest ? undefined : await readAt(file, bytes, TRAILER_BYTES);
  if (!manifest || !trailer || !isTrailer(trailer))
    throw new BackupRefused('the backup is incomplete: its end is missing');
  const sha256 = await sumOf(file, bytes, (read) => onProgress(read, bytes));
  if (!trailer.equals(archiveTrailer(sha256, bytes))) {
    throw new BackupRefused('the backup is damaged: its bytes are not those that were written');
  }
  return { manifest: parseManifest(manifest), entries: () => readEntries(file, bytes, sha256) };
}

function refuseOtherFormat(manifest: Uint8Array): void {
  try {
    parseManifest(manifest);
  } catch (error) {
    if (error instanceof BackupRefused && error.message.includes('format')) throw error;
  }
}

async function sumOf(file: FileHandle, bytes: number, onProgress: (read: number) => void): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes; at += PIECE) {
    hash.update(await readAt(file, at, Math.min(PIECE, bytes - at)));
    onProgress(Math.min(bytes, at + PIECE));
  }
  return hash.digest('hex');
}

/** Once more with the sum: who restores commits after the last entry. */
async function* readEntries(file: FileHandle, bytes: number, sha256: string): AsyncGenerator<ArchiveEntry> {
  const changed = () => new BackupRefused('the backup was changed while it was read');
  const hash = createHash('sha256');
  for (let at = 0; at < bytes; ) {
    const block = await readAt(file, at, BLOCK);
    const head = readHead(block);
    if (!head || head.size > LARGEST_ENTRY) throw changed();
    const padded = await readAt(file, at + BLOCK, Math.ceil(head.size / BLOCK) * BLOCK);
    hash.update(block).update(padded);
    yield { path: head.path, body: padded.subarray(0, head.size) };
    at += BLOCK + padded.length;
  }
  if (hash.digest('hex') !== sha256) throw changed();
}

/** @throws BackupRefused when the file ends before */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new BackupRefused('the backup is incomplete: its end is missing');
    done += bytesRead;
  }
  return buffer;
}

import type { FileHandle } from 'node:fs/promises';
import { LARGEST_PHOTO } from './photoFile.ts';

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  /** Of the local header. */
  readonly offset: number;
}

/** The archive is damaged or made to do harm. */
export class BadZip extends Error {
  override readonly name = 'BadZip';
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 1_000_000;
const LARGEST_DIRECTORY = 512 * 1024 * 1024;
const UTF8 = 0x0800;
const ENCRYPTED = 0x0001;
const SYMBOLIC_LINK = 0o120000;

/**
 * Reads what a zip archive says is in it. Refused as a whole: names that lead out of it, links, entries that share bytes
 * or would become larger than a photo may be (zip bombs are both), encryption, more than 4 GB (zip64).
 * @throws BadZip
 */
export async function readZipDirectory(file: FileHandle): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat();
  const { entries, offset, length } = await findEnd(file, size);
  if (entries === 0xffff || offset === 0xffffffff) throw new BadZip('is a zip64 archive: split it, or unpack it');
  if (entries > MOST_ENTRIES || length > LARGEST_DIRECTORY || offset + length > size) throw new BadZip('is damaged');
  const bytes = await readAt(file, offset, length);
  const found: ZipEntry[] = [];
  for (let at = 0; found.length < entries; ) {
    if (at + 46 > length || bytes.readUInt32LE(at) !== CENTRAL)
      throw new BadZip('is damaged: its directory ends early');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    found.push(entryOf(bytes, at, nameBytes));
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  requireApart(found, offset);
  return found;
}

function entryOf(bytes: Buffer, at: number, nameBytes: number): ZipEntry {
  const flags = bytes.readUInt16LE(at + 8);
  const name = bytes.toString(flags & UTF8 ? 'utf8' : 'latin1', at + 46, at + 46 + nameBytes);
  if (isTrick(name)) throw new BadZip(`holds a name that leads out of it: ${JSON.stringify(name)}`);
  if (((bytes.readUInt32LE(at + 38) >>> 16) & 0o170000) === SYMBOLIC_LINK) throw new BadZip(`holds a link: ${name}`);
  if (flags & ENCRYPTED) throw new BadZip('is encrypted: unpack it');
  const size = bytes.readUInt32LE(at + 24);
  if (size > LARGEST_PHOTO)
    throw new BadZip(`holds a file of ${Math.round(size / 1e6)} MB, more than any photo: ${name}`);
  return {
    name,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size,
    offset: bytes.readUInt32LE(at + 42),
  };
}

function isTrick(name: string): boolean {
  return /^[/\\]|^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..');
}

/** Entries over each other give more than is there. */
function requireApart(entries: readonly ZipEntry[], end: number): void {
  let free = 0;
  for (const { offset, packed } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < free || offset + 30 + packed > end) throw new BadZip('holds entries over each other: a zip bomb');
    free = offset + 30 + packed;
  }
}

async function findEnd(file: FileHandle, size: number) {
  const length = Math.min(size, END_BYTES + LONGEST_COMMENT);
  const tail = await readAt(file, size - length, length);
  for (let at = length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue;
    return {
      entries: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
  }
  throw new BadZip('is no zip archive, or cut off');
}

/** @throws BadZip when the file ends before */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead < length) throw new BadZip('is cut off');
  return bytes;
}

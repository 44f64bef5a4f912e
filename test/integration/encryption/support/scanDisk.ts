import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const START_OF_IMAGE = Buffer.from([0xff, 0xd8, 0xff]);
/** What may follow, and then a zero: a first segment of less than 256 bytes. In random bytes once in a hundred gigabytes. */
const FIRST_SEGMENTS = new Set([0xc0, 0xc2, 0xc4, 0xdb, 0xe0, 0xe1, 0xee, 0xfe]);
/** Bytes of a face that are looked for: by chance nobody has them. */
const NEEDLE_BYTES = 24;

/** Parts of a vector as it would lie on a disk: as it is, and as the small integers of a search. */
export function needlesOf(vector: Float32Array): readonly Buffer[] {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  const largest = Math.max(...vector.map(Math.abs));
  const small = Buffer.from(Int8Array.from(vector, (value) => Math.round((127 * value) / largest)).buffer);
  // A page of the database may end anywhere in it.
  return [bytes.subarray(0, NEEDLE_BYTES), bytes.subarray(-NEEDLE_BYTES), small.subarray(0, NEEDLE_BYTES)];
}

export interface Scan {
  /** Whether what begins like a JPEG is a find, too. */
  readonly jpeg: boolean;
  /** Files that were not written since are passed over. */
  readonly since?: Date | undefined;
}

/** Files below the folder that hold one of the needles, or where `jpeg` says so what begins like a JPEG; with what was found. Files may go meanwhile. */
export function scanDisk(folder: string, needles: readonly Buffer[], { jpeg, since }: Scan): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    const bytes = readIfThere(path, since);
    if (bytes) found.push(...scanBytes(bytes, needles, jpeg).map((what) => `${relative(folder, path)}: ${what}`));
  }
  return found.sort();
}

export function scanBytes(bytes: Buffer, needles: readonly Buffer[], jpeg: boolean): readonly ('vector' | 'JPEG')[] {
  const hasNeedle = needles.some((needle) => bytes.includes(needle));
  return [...(hasNeedle ? (['vector'] as const) : []), ...(jpeg && holdsJpeg(bytes) ? (['JPEG'] as const) : [])];
}

function readIfThere(path: string, since: Date | undefined): Buffer | undefined {
  try {
    const entry = statSync(path);
    return entry.isFile() && (!since || entry.mtime >= since) ? readFileSync(path) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function holdsJpeg(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(START_OF_IMAGE); at >= 0; at = bytes.indexOf(START_OF_IMAGE, at + 1)) {
    if (FIRST_SEGMENTS.has(bytes[at + 3] ?? 0) && bytes[at + 4] === 0) return true;
  }
  return false;
}

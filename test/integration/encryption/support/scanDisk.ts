import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const START_OF_IMAGE = Buffer.from([0xff, 0xd8, 0xff]);
/** What may follow, and then a zero: a first segment of less than 256 bytes. In random bytes once in a terabyte. */
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

/** Files below the folder that hold one of the needles, or where `jpeg` says so what begins like a JPEG; with what was found. */
export function scanDisk(folder: string, needles: readonly Buffer[], { jpeg }: { readonly jpeg: boolean }): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const bytes = readFileSync(path);
    if (needles.some((needle) => bytes.includes(needle))) found.push(`${relative(folder, path)}: vector`);
    if (jpeg && holdsJpeg(bytes)) found.push(`${relative(folder, path)}: JPEG`);
  }
  return found.sort();
}

function holdsJpeg(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(START_OF_IMAGE); at >= 0; at = bytes.indexOf(START_OF_IMAGE, at + 1)) {
    if (FIRST_SEGMENTS.has(bytes[at + 3] ?? 0) && bytes[at + 4] === 0) return true;
  }
  return false;
}

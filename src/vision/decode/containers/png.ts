import { crc32, inflateSync } from 'node:zlib';
import { orientationBlock, orientationIn } from '../tiff/ifd.ts';
import { asciiAt, type Container, LARGEST_PROFILE, viewOf } from './container.ts';

const SIGNATURE_BYTES = 8;
const CHUNK_FRAME = 12;
/** A 64 MB picture in chunks of 4 KB has 16 000. */
const MOST_CHUNKS = 50_000;
/** What the picture's look depends on; text, times and further frames are left out. */
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'sRGB', 'gAMA', 'cHRM', 'IDAT', 'IEND']);

/** Undefined when there is no header. */
export function readPng(bytes: Uint8Array): Container | undefined {
  if (bytes.length < SIGNATURE_BYTES + CHUNK_FRAME + 13 || asciiAt(bytes, 12, 4) !== 'IHDR') return undefined;
  const view = viewOf(bytes);
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  const chunks = readChunks(bytes);
  const exif = chunks?.find(({ type }) => type === 'eXIf')?.body;
  const orientation = orientationIn(exif);
  return {
    size,
    orientation,
    exif,
    isolated: () => false,
    slim: () => {
      if (!chunks) return undefined;
      const parts: Uint8Array[] = [bytes.subarray(0, SIGNATURE_BYTES)];
      for (const { type, body, whole } of chunks) {
        if (!KEPT.has(type) && !(type === 'iCCP' && isModestProfile(body))) continue;
        if (!isIntact(whole)) return undefined;
        parts.push(whole);
        if (type === 'IHDR' && orientation > 1) parts.push(chunkOf('eXIf', orientationBlock(orientation)));
      }
      return Buffer.concat(parts);
    },
  };
}

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
  readonly whole: Uint8Array;
}

/** Up to IEND; undefined when the file ends before, or has too many. */
function readChunks(bytes: Uint8Array): Chunk[] | undefined {
  const view = viewOf(bytes);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at + CHUNK_FRAME <= bytes.length && chunks.length < MOST_CHUNKS; ) {
    const next = at + CHUNK_FRAME + view.getUint32(at);
    if (next > bytes.length) return undefined;
    const type = asciiAt(bytes, at + 4, 4);
    chunks.push({ type, body: bytes.subarray(at + 8, next - 4), whole: bytes.subarray(at, next) });
    if (type === 'IEND') return chunks;
    at = next;
  }
  return undefined;
}

/** The library itself would draw what a wrong checksum covers. */
function isIntact(chunk: Uint8Array): boolean {
  return viewOf(chunk).getUint32(chunk.length - 4) === crc32(chunk.subarray(4, -4));
}

function isModestProfile(body: Uint8Array): boolean {
  const nameEnd = body.indexOf(0);
  if (nameEnd < 0) return false;
  try {
    inflateSync(body.subarray(nameEnd + 2), { maxOutputLength: LARGEST_PROFILE });
    return true;
  } catch {
    return false;
  }
}

function chunkOf(type: string, body: Uint8Array): Buffer {
  const chunk = Buffer.alloc(body.length + CHUNK_FRAME);
  chunk.writeUInt32BE(body.length);
  chunk.write(type, 4, 'latin1');
  chunk.set(body, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

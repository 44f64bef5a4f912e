import { type Container, viewOf } from './container.ts';

const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const MOST_CODES = 4096;

/** Undefined when there is no header. */
export function readGif(bytes: Uint8Array): Container | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const view = viewOf(bytes);
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  return { size, orientation: 1, exif: undefined, isolated: () => false, slim: () => firstFrame(bytes) };
}

/** The file with its first frame alone; undefined when that one is not whole, or the file breaks off behind it. */
function firstFrame(bytes: Uint8Array): Uint8Array | undefined {
  const headEnd = HEADER_BYTES + tableBytes(bytes[10] as number);
  let control: Uint8Array | undefined;
  let frame: Uint8Array | undefined;
  for (let at = headEnd; at < bytes.length; ) {
    const kind = bytes[at];
    if (kind === TRAILER) break;
    if (kind === EXTENSION) {
      const end = endOfBlocks(bytes, at + 2);
      if (end === undefined) return undefined;
      if (!frame && bytes[at + 1] === GRAPHIC_CONTROL) control = bytes.subarray(at, end);
      at = end;
    } else if (kind === IMAGE && at + 11 <= bytes.length) {
      const dataAt = at + 10 + tableBytes(bytes[at + 9] as number);
      const end = endOfBlocks(bytes, dataAt + 1);
      if (end === undefined) return undefined;
      if (!frame) {
        frame = bytes.subarray(at, end);
        const view = viewOf(frame);
        const pixels = view.getUint16(5, true) * view.getUint16(7, true);
        if (!isWholeLzw(bytes, dataAt, pixels)) return undefined;
      }
      at = end;
    } else return undefined;
  }
  if (!frame) return undefined;
  return Buffer.concat([bytes.subarray(0, headEnd), control ?? [], frame, [TRAILER]].map((part) => Buffer.from(part)));
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

/** Behind the empty block that ends a row of blocks. */
function endOfBlocks(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length; ) {
    const length = bytes[at] as number;
    at += length + 1;
    if (length === 0) return at <= bytes.length ? at : undefined;
  }
  return undefined;
}

/** Walks through the codes without making pixels: each must exist, and they must make that many pixels, no more and no less. */
function isWholeLzw(bytes: Uint8Array, dataAt: number, pixels: number): boolean {
  const minimum = bytes[dataAt] as number;
  if (minimum < 1 || minimum > 8) return false;
  const clear = 1 << minimum;
  const lengths = new Uint32Array(MOST_CODES);
  lengths.fill(1, 0, clear);
  let [known, width, previous] = [clear + 2, minimum + 1, 0];
  let [made, held, bits] = [0, 0, 0];
  let at = dataAt + 1;
  for (let left = bytes[at++] as number; left > 0; left = bytes[at++] as number) {
    for (; left > 0; left--) {
      held |= (bytes[at++] as number) << bits;
      bits += 8;
      while (bits >= width) {
        const code = held & ((1 << width) - 1);
        held >>>= width;
        bits -= width;
        if (code === clear) [known, width, previous] = [clear + 2, minimum + 1, 0];
        else if (code === clear + 1) return made === pixels;
        else {
          const length = code < known ? (lengths[code] as number) : code === known && previous ? previous + 1 : 0;
          if (length === 0) return false;
          if (previous > 0 && known < MOST_CODES) {
            lengths[known++] = previous + 1;
            if (known === 1 << width && width < 12) width++;
          }
          made += length;
          previous = length;
          if (made > pixels) return false;
        }
      }
    }
  }
  // Some writers leave out the code that ends the data.
  return made === pixels;
}

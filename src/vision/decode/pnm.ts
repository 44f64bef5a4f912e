import type { Size } from '../geometry/box.ts';
import type { Raster } from '../raster/raster.ts';
import type { PixelRows } from './tornRows.ts';

/** The header of a PNM picture (Netpbm: PBM P1/P4, PGM P2/P5, PPM P3/P6) and where its pixels begin. */
export interface PnmHeader extends Size {
  readonly channels: 1 | 3;
  /** P1–P3: numbers as text. */
  readonly plain: boolean;
  /** P1, P4: one bit a pixel, 1 is black. */
  readonly bitmap: boolean;
  /** Value of white, 1..65535. */
  readonly maximum: number;
  readonly dataAt: number;
}

const HASH = 0x23;
const NEW_LINE = 0x0a;
const ZERO = 0x30;

/** Undefined when the bytes are no PNM header. Sizes are as the header says: check them before decoding. */
export function readPnmHeader(bytes: Uint8Array): PnmHeader | undefined {
  const kind = (bytes[1] ?? 0) - ZERO;
  if (bytes[0] !== 0x50 || !(kind >= 1 && kind <= 6)) return undefined;
  const bitmap = kind === 1 || kind === 4;
  const width = readNumber(bytes, 2);
  const height = width && readNumber(bytes, width.end);
  if (!width || !height) return undefined;
  const maximum = bitmap ? { value: 1, end: height.end } : readNumber(bytes, height.end);
  if (!maximum || !isSpace(bytes[maximum.end])) return undefined;
  if (width.value < 1 || height.value < 1 || maximum.value < 1 || maximum.value > 65_535) return undefined;
  return {
    width: width.value,
    height: height.value,
    channels: kind === 3 || kind === 6 ? 3 : 1,
    plain: kind <= 3,
    bitmap,
    maximum: maximum.value,
    dataAt: maximum.end + 1,
  };
}

/** Undefined when there are fewer pixels than the header says, or values that are no numbers. */
export function decodePnm(bytes: Uint8Array, header: PnmHeader): Raster | undefined {
  const { width, height, channels, maximum } = header;
  const count = width * height * channels;
  const samples = header.plain
    ? readPlain(bytes, header, count)
    : header.bitmap
      ? readBits(bytes, header)
      : readBinary(bytes, header, count);
  if (!samples) return undefined;
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < count; index++) {
    const value = Math.min(samples[index] as number, maximum);
    const level = Math.round(((header.bitmap ? 1 - value : value) * 255) / maximum);
    if (channels === 3) data[index] = level;
    else data.fill(level, index * 3, index * 3 + 3);
  }
  return { width, height, data };
}

/** The pixels of a binary grey or colour picture; asked after decoding. */
export function pnmRows(
  data: Uint8Array,
  { width, height, channels, plain, bitmap, maximum, dataAt }: PnmHeader,
): PixelRows | undefined {
  if (plain || bitmap) return undefined;
  const sampleBytes = maximum > 255 ? 2 : 1;
  const pixelBytes = channels * sampleBytes;
  return { data, width, height, pixelBytes, sampleBytes, rowAt: (row) => dataAt + row * width * pixelBytes };
}

function readBinary(bytes: Uint8Array, { dataAt, maximum }: PnmHeader, count: number): Uint16Array | undefined {
  const wide = maximum > 255;
  if (bytes.length - dataAt < count * (wide ? 2 : 1)) return undefined;
  const samples = new Uint16Array(count);
  for (let index = 0; index < count; index++) {
    samples[index] = wide
      ? ((bytes[dataAt + index * 2] as number) << 8) | (bytes[dataAt + index * 2 + 1] as number)
      : (bytes[dataAt + index] as number);
  }
  return samples;
}

/** Rows start at a byte, the first pixel is the highest bit. */
function readBits(bytes: Uint8Array, { width, height, dataAt }: PnmHeader): Uint16Array | undefined {
  const rowBytes = Math.ceil(width / 8);
  if (bytes.length - dataAt < rowBytes * height) return undefined;
  const samples = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = bytes[dataAt + y * rowBytes + (x >> 3)] as number;
      samples[y * width + x] = (byte >> (7 - (x & 7))) & 1;
    }
  }
  return samples;
}

function readPlain(bytes: Uint8Array, { bitmap, dataAt }: PnmHeader, count: number): Uint16Array | undefined {
  const samples = new Uint16Array(count);
  let at = dataAt;
  for (let index = 0; index < count; index++) {
    const number = bitmap ? readBit(bytes, at) : readNumber(bytes, at);
    if (!number || number.value > 65_535) return undefined;
    samples[index] = number.value;
    at = number.end;
  }
  return samples;
}

/** Digits of a plain bitmap need no space between them. */
function readBit(bytes: Uint8Array, from: number): { value: number; end: number } | undefined {
  const at = skipSpace(bytes, from);
  const value = (bytes[at] ?? 0) - ZERO;
  return value === 0 || value === 1 ? { value, end: at + 1 } : undefined;
}

/** A decimal number after white space and comments. Ten digits and more are no number here, so sums cannot overflow. */
function readNumber(bytes: Uint8Array, from: number): { value: number; end: number } | undefined {
  const start = skipSpace(bytes, from);
  let end = start;
  let value = 0;
  for (; end - start < 10; end++) {
    const digit = (bytes[end] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return end > start && end - start < 10 ? { value, end } : undefined;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    if (bytes[at] === HASH) {
      while (at < bytes.length && bytes[at] !== NEW_LINE) at++;
    } else if (isSpace(bytes[at])) at++;
    else break;
  }
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}

import type { Size } from '../geometry/box.ts';
import type { Raster } from '../raster/raster.ts';
import type { PixelRows } from './tornRows.ts';

/** What a Windows or OS/2 bitmap says about its pixels. */
export interface BmpHeader extends Size {
  /** Rows go down; a negative height in the file. */
  readonly topDown: boolean;
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  readonly compression: 'none' | 'rle8' | 'rle4';
  /** Bits of R, G and B in pixels of 16 and 32 bits. */
  readonly masks: readonly [number, number, number];
  readonly paletteAt: number;
  readonly paletteEntries: number;
  /** 3 in the old OS/2 form. */
  readonly paletteEntryBytes: 3 | 4;
  readonly dataAt: number;
}

const FILE_HEADER = 14;
const OS2_HEADER = 12;
const INFO_HEADER = 40;

/** Undefined when the bytes are no bitmap header of a kind known here. Sizes are as the header says: check them before decoding. */
export function readBmpHeader(bytes: Uint8Array): BmpHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER + OS2_HEADER) return undefined;
  const dataAt = view.getUint32(10, true);
  const headerSize = view.getUint32(14, true);
  if (headerSize === OS2_HEADER) {
    const bits = bitsOf(view.getUint16(24, true));
    if (!bits || bits === 16 || bits === 32) return undefined;
    return {
      width: view.getUint16(18, true),
      height: view.getUint16(20, true),
      topDown: false,
      bits,
      compression: 'none',
      masks: [0, 0, 0],
      paletteAt: FILE_HEADER + OS2_HEADER,
      paletteEntries: bits <= 8 ? 1 << bits : 0,
      paletteEntryBytes: 3,
      dataAt,
    };
  }
  if (headerSize < INFO_HEADER || bytes.length < FILE_HEADER + headerSize) return undefined;
  const height = view.getInt32(22, true);
  const bits = bitsOf(view.getUint16(28, true));
  const compressionCode = view.getUint32(30, true);
  const compression = bits && compressionOf(compressionCode, bits);
  if (!bits || !compression || view.getInt32(18, true) < 1) return undefined;
  const fields = compressionCode === 3 || compressionCode === 6;
  // In the shortest header the masks follow it; the longer ones contain them at the same place.
  const masksAt = FILE_HEADER + INFO_HEADER;
  if (fields && bytes.length < masksAt + 12) return undefined;
  const outside = fields && headerSize === INFO_HEADER ? (compressionCode === 6 ? 16 : 12) : 0;
  const colours = view.getUint32(46, true);
  return {
    width: view.getInt32(18, true),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression,
    masks: fields
      ? [view.getUint32(masksAt, true), view.getUint32(masksAt + 4, true), view.getUint32(masksAt + 8, true)]
      : bits === 16
        ? [0x7c00, 0x03e0, 0x001f]
        : [0xff0000, 0x00ff00, 0x0000ff],
    paletteAt: FILE_HEADER + headerSize + outside,
    paletteEntries: bits <= 8 ? Math.min(colours || 1 << bits, 1 << bits) : 0,
    paletteEntryBytes: 4,
    dataAt,
  };
}

function bitsOf(value: number): BmpHeader['bits'] | undefined {
  return ([1, 4, 8, 16, 24, 32] as const).find((bits) => bits === value);
}

function compressionOf(code: number, bits: number): BmpHeader['compression'] | undefined {
  if (code === 0) return 'none';
  if (code === 1 && bits === 8) return 'rle8';
  if (code === 2 && bits === 4) return 'rle4';
  if ((code === 3 || code === 6) && (bits === 16 || bits === 32)) return 'none';
  return undefined;
}

/** Undefined when the file ends before its pixels do. The alpha channel is left out: most writers leave rubbish in it. */
export function decodeBmp(bytes: Uint8Array, header: BmpHeader): Raster | undefined {
  const { width, height, topDown, bits } = header;
  const palette = readPalette(bytes, header);
  if (!palette) return undefined;
  const data = new Uint8Array(width * height * 3);
  const put = (x: number, row: number, colour: number) => {
    const to = ((topDown ? row : height - 1 - row) * width + x) * 3;
    data[to] = colour >> 16;
    data[to + 1] = (colour >> 8) & 0xff;
    data[to + 2] = colour & 0xff;
  };
  if (header.compression !== 'none') {
    const indices = unpackRle(bytes, header);
    if (!indices) return undefined;
    for (let index = 0; index < indices.length; index++) {
      put(index % width, Math.floor(index / width), palette[indices[index] as number] ?? 0);
    }
    return { width, height, data };
  }
  const rowBytes = rowBytesOf(width, bits);
  if (header.dataAt + rowBytes * height > bytes.length) return undefined;
  const read = pixelReader(bytes, header, palette);
  for (let row = 0; row < height; row++) {
    const rowAt = header.dataAt + row * rowBytes;
    for (let x = 0; x < width; x++) put(x, row, read(rowAt, x));
  }
  return { width, height, data };
}

/** The pixels of a bitmap that is not compressed and has no palette, in the file's order; asked after decoding. */
export function bmpRows(data: Uint8Array, { width, height, bits, dataAt }: BmpHeader): PixelRows | undefined {
  if (bits < 16) return undefined;
  const rowBytes = rowBytesOf(width, bits);
  const pixelBytes = bits / 8;
  const sampleBytes = bits === 16 ? 2 : 1;
  return { data, width, height, pixelBytes, sampleBytes, rowAt: (row) => dataAt + row * rowBytes };
}

/** Rows are filled up to four bytes. */
function rowBytesOf(width: number, bits: number): number {
  return Math.ceil((width * bits) / 32) * 4;
}

/** Colours as 0xRRGGBB. */
function readPalette(bytes: Uint8Array, header: BmpHeader): Uint32Array | undefined {
  const { paletteAt, paletteEntries, paletteEntryBytes } = header;
  if (paletteAt + paletteEntries * paletteEntryBytes > bytes.length) return undefined;
  return Uint32Array.from({ length: paletteEntries }, (_, index) => {
    const at = paletteAt + index * paletteEntryBytes;
    return ((bytes[at + 2] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at] as number);
  });
}

type PixelReader = (rowAt: number, x: number) => number;

function pixelReader(bytes: Uint8Array, { bits, masks }: BmpHeader, palette: Uint32Array): PixelReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bits <= 8) {
    const mask = (1 << bits) - 1;
    return (rowAt, x) => {
      const bit = x * bits;
      const index = (view.getUint8(rowAt + (bit >> 3)) >> (8 - bits - (bit & 7))) & mask;
      return palette[index] ?? 0;
    };
  }
  if (bits === 24) {
    return (rowAt, x) => view.getUint16(rowAt + x * 3, true) | (view.getUint8(rowAt + x * 3 + 2) << 16);
  }
  const [red, green, blue] = masks.map(channelReader) as [ChannelReader, ChannelReader, ChannelReader];
  return (rowAt, x) => {
    const pixel = bits === 16 ? view.getUint16(rowAt + x * 2, true) : view.getUint32(rowAt + x * 4, true);
    return (red(pixel) << 16) | (green(pixel) << 8) | blue(pixel);
  };
}

type ChannelReader = (pixel: number) => number;

/** The masked bits of a pixel scaled to 0..255. */
function channelReader(mask: number): ChannelReader {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / highest);
}

/**
 * Palette indices of a run-length coded bitmap, first row of the file first. What the runs do not reach stays 0.
 * Every step reads two bytes, so the work is bounded by the file's length.
 */
function unpackRle(bytes: Uint8Array, { width, height, compression, dataAt }: BmpHeader): Uint8Array | undefined {
  const nibbles = compression === 'rle4';
  const indices = new Uint8Array(width * height);
  let x = 0;
  let row = 0;
  const put = (index: number) => {
    if (x < width && row < height) indices[row * width + x] = index;
    x++;
  };
  const indexAt = (from: number, position: number) => {
    const byte = bytes[from + (nibbles ? position >> 1 : position)] ?? 0;
    if (!nibbles) return byte;
    return position & 1 ? byte & 0x0f : byte >> 4;
  };
  let at = dataAt;
  while (at + 1 < bytes.length && row < height) {
    const count = bytes[at] as number;
    const code = bytes[at + 1] as number;
    at += 2;
    if (count > 0) {
      for (let position = 0; position < count; position++) put(indexAt(at - 1, nibbles ? position & 1 : 0));
    } else if (code === 0) {
      x = 0;
      row++;
    } else if (code === 1) {
      return indices;
    } else if (code === 2) {
      x += bytes[at] ?? 0;
      row += bytes[at + 1] ?? 0;
      at += 2;
    } else {
      for (let position = 0; position < code; position++) put(indexAt(at, position));
      const used = nibbles ? Math.ceil(code / 2) : code;
      at += used + (used & 1);
    }
  }
  return row >= height - 1 ? indices : undefined;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../raster/raster.ts';
import { decodeBmp, readBmpHeader } from './bmp.ts';

interface Parts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  readonly colours?: number;
  /** Size of the second header; what it has beyond 40 bytes is zero but for the masks. */
  readonly headerSize?: number;
  /** After the header, or inside it when it is long enough. */
  readonly masks?: readonly number[];
  readonly palette?: readonly (readonly [number, number, number])[];
  /** Unused bytes before the pixels. */
  readonly gap?: number;
  readonly pixels: Uint8Array | readonly number[];
}

function bmp(parts: Parts): Buffer {
  const {
    width,
    height,
    bits,
    compression = 0,
    colours = 0,
    headerSize = 40,
    masks = [],
    palette = [],
    gap = 0,
  } = parts;
  const header = Buffer.alloc(14 + headerSize);
  header.write('BM');
  header.writeUInt32LE(headerSize, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(compression, 30);
  header.writeUInt32LE(colours, 46);
  const maskBytes = Buffer.alloc(masks.length * 4);
  masks.forEach((mask, index) => {
    maskBytes.writeUInt32LE(mask, index * 4);
  });
  if (headerSize > 40) maskBytes.copy(header, 54);
  const extra = headerSize > 40 ? Buffer.alloc(0) : maskBytes;
  const colourTable = Buffer.from(palette.flatMap(([red, green, blue]) => [blue, green, red, 0]));
  const before = Buffer.concat([header, extra, colourTable, Buffer.alloc(gap, 0xee)]);
  before.writeUInt32LE(before.length, 10);
  return Buffer.concat([before, Buffer.from(parts.pixels)]);
}

function decode(bytes: Uint8Array): Raster | undefined {
  const header = readBmpHeader(bytes);
  return header && decodeBmp(bytes, header);
}

function coloursOf(raster: Raster | undefined): string[] {
  const hex = Buffer.from(raster?.data ?? []).toString('hex');
  return hex.match(/.{6}/g) ?? [];
}

const BLACK_AND_RED = [
  [0, 0, 0],
  [255, 0, 0],
] as const;
const FOUR = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
] as const;

describe('depths', () => {
  it('1 bit', () => {
    const bytes = bmp({ width: 3, height: 1, bits: 1, palette: BLACK_AND_RED, pixels: [0b10100000, 0, 0, 0] });
    expect(coloursOf(decode(bytes))).toEqual(['ff0000', '000000', 'ff0000']);
  });

  it('4 bits, odd width', () => {
    const pixels = [0x12, 0x30, 0, 0, 0x32, 0x10, 0, 0];
    const bytes = bmp({ width: 3, height: 2, bits: 4, colours: 4, palette: FOUR, pixels });
    expect(coloursOf(decode(bytes))).toEqual(['0000ff', '00ff00', 'ff0000', 'ff0000', '00ff00', '0000ff']);
  });

  it('8 bits; an index beyond the palette is black', () => {
    const bytes = bmp({ width: 4, height: 1, bits: 8, colours: 4, palette: FOUR, pixels: [1, 2, 3, 99] });
    expect(coloursOf(decode(bytes))).toEqual(['ff0000', '00ff00', '0000ff', '000000']);
  });

  it('16 bits, 5 for each channel', () => {
    const bytes = bmp({ width: 2, height: 1, bits: 16, pixels: [0x00, 0x7c, 0x1f, 0x00] });
    expect(coloursOf(decode(bytes))).toEqual(['ff0000', '0000ff']);
  });

  it('16 bits, masks behind the header: 5, 6, 5', () => {
    const masks = [0xf800, 0x07e0, 0x001f];
    const bytes = bmp({ width: 2, height: 1, bits: 16, compression: 3, masks, pixels: [0x00, 0xf8, 0xe0, 0x07] });
    expect(coloursOf(decode(bytes))).toEqual(['ff0000', '00ff00']);
  });

  it('24 bits, rows filled to four bytes, last row first', () => {
    const bytes = bmp({ width: 1, height: 2, bits: 24, pixels: [1, 2, 3, 0, 4, 5, 6, 0] });
    expect(coloursOf(decode(bytes))).toEqual(['060504', '030201']);
  });

  it('24 bits, first row first', () => {
    const bytes = bmp({ width: 1, height: -2, bits: 24, pixels: [1, 2, 3, 0, 4, 5, 6, 0] });
    expect(coloursOf(decode(bytes))).toEqual(['030201', '060504']);
  });

  it('32 bits; alpha is left out', () => {
    const bytes = bmp({ width: 1, height: 1, bits: 32, pixels: [1, 2, 3, 0] });
    expect(coloursOf(decode(bytes))).toEqual(['030201']);
  });

  it('32 bits, masks inside a version 5 header, up to the highest bit', () => {
    const masks = [0xff000000, 0x00ff0000, 0x0000ff00, 0x000000ff];
    const pixels = [9, 3, 2, 1];
    const bytes = bmp({ width: 1, height: 1, bits: 32, compression: 3, headerSize: 124, masks, pixels });
    expect(coloursOf(decode(bytes))).toEqual(['010203']);
  });

  it('the OS/2 form', () => {
    const header = Buffer.from('424d000000000000000020000000' + '0c000000' + '02000100' + '0100' + '0100', 'hex');
    const bytes = Buffer.concat([header, Buffer.from([0, 0, 255, 255, 255, 255, 0b01000000, 0, 0, 0])]);
    expect(coloursOf(decode(bytes))).toEqual(['ff0000', 'ffffff']);
  });

  it('pixels may begin later than the headers end', () => {
    const bytes = bmp({ width: 1, height: 1, bits: 24, gap: 7, pixels: [1, 2, 3, 0] });
    expect(coloursOf(decode(bytes))).toEqual(['030201']);
  });
});

describe('run-length coding', () => {
  it('8 bits: runs, literals, ends of lines, jumps', () => {
    const pixels = [
      [2, 1, 1, 2, 0, 0], // first row from below: 1 1 2
      [0, 3, 3, 2, 1, 0, 0, 0], // literal of three, filled to an even length
      [0, 2, 1, 0, 2, 3, 0, 1], // a step to the right, then 3 3, end
    ].flat();
    const bytes = bmp({ width: 3, height: 3, bits: 8, compression: 1, colours: 4, palette: FOUR, pixels });
    expect(coloursOf(decode(bytes))).toEqual(
      ['000000', '0000ff', '0000ff'].concat(['0000ff', '00ff00', 'ff0000'], ['ff0000', 'ff0000', '00ff00']),
    );
  });

  it('4 bits: runs take turns between two colours', () => {
    const pixels = [3, 0x12, 0, 0, 0, 3, 0x32, 0x10, 0, 1];
    const bytes = bmp({ width: 3, height: 2, bits: 4, compression: 2, colours: 4, palette: FOUR, pixels });
    expect(coloursOf(decode(bytes))).toEqual(['0000ff', '00ff00', 'ff0000', 'ff0000', '00ff00', 'ff0000']);
  });

  it('that ends before its last row is refused', () => {
    const bytes = bmp({ width: 3, height: 3, bits: 8, compression: 1, colours: 4, palette: FOUR, pixels: [3, 1] });
    expect(decode(bytes)).toBeUndefined();
  });
});

describe('files that are refused', () => {
  const whole = bmp({ width: 5, height: 4, bits: 24, pixels: new Uint8Array(64) });

  it.each([
    ['pixels end early', whole.subarray(0, -1)],
    ['the header ends early', whole.subarray(0, 40)],
    ['a header of unknown size', bmp({ width: 1, height: 1, bits: 24, headerSize: 39, pixels: [0, 0, 0, 0] })],
    ['a depth of 5', bmp({ width: 1, height: 1, bits: 5, pixels: [0, 0, 0, 0] })],
    ['JPEG inside', bmp({ width: 1, height: 1, bits: 24, compression: 4, pixels: [0, 0, 0, 0] })],
    ['a palette beyond the file', bmp({ width: 1, height: 1, bits: 8, pixels: [] })],
  ])('%s', (_name, bytes) => {
    expect(decode(bytes)).toBeUndefined();
  });
});

it('any header and pixels give a whole picture or none', () => {
  const parts = fc.record({
    width: fc.integer({ min: -2, max: 40 }),
    height: fc.integer({ min: -40, max: 40 }),
    bits: fc.constantFrom(1, 4, 8, 16, 24, 32),
    compression: fc.integer({ min: 0, max: 6 }),
    colours: fc.integer({ min: 0, max: 300 }),
    headerSize: fc.constantFrom(12, 40, 52, 108, 124),
    masks: fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 3, maxLength: 4 }),
    pixels: fc.uint8Array({ maxLength: 400 }),
  });
  fc.assert(
    fc.property(parts, (made) => {
      const bytes = made.headerSize === 12 ? Buffer.from(made.pixels) : bmp(made);
      const header = readBmpHeader(bytes);
      if (!header || header.width < 1 || header.height < 1) return;
      const raster = decodeBmp(bytes, header);
      if (raster) expect(raster.data).toHaveLength(raster.width * raster.height * 3);
    }),
    { numRuns: 500 },
  );
});

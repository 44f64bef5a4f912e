import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { BadImage, type ImageProblem } from '../../domain/errors.ts';
import type { Raster } from '../raster/raster.ts';
import { decodeImage } from './decodeImage.ts';
import type { ImageLimits } from './imageLimits.ts';
import { DecoderProcess } from './isolated/decoderProcess.ts';

const decoder = new DecoderProcess();
const decode = (bytes: Uint8Array, limits: ImageLimits) =>
  decodeImage(bytes, limits, (request) => decoder.decode(request));

const LIMITS = { minSide: 96, maxSide: 4096, decodeSeconds: 10 };
const WIDTH = 120;
const HEIGHT = 100;
const RED = [220, 40, 30];
const BLUE = [20, 40, 200];

/** Red but for a blue quarter at the top left, so that every orientation looks different. */
function picture(width = WIDTH, height = HEIGHT): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = x < width / 2 && y < height / 2 ? BLUE : RED;
      pixels.set(colour, (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** The colour in the middle of a quarter. */
function colourAt(raster: Raster, right: boolean, bottom: boolean): number[] {
  const x = Math.floor(raster.width * (right ? 0.75 : 0.25));
  const y = Math.floor(raster.height * (bottom ? 0.75 : 0.25));
  return [...raster.data.subarray((y * raster.width + x) * 3, (y * raster.width + x) * 3 + 3)];
}

function expectNear(colour: readonly number[], expected: readonly number[], tolerance = 12): void {
  expect(colour).toHaveLength(3);
  colour.forEach((value, index) => {
    expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
  });
}

async function problemOf(bytes: Uint8Array): Promise<ImageProblem | undefined> {
  const error = await decode(bytes, LIMITS).catch((thrown: unknown) => thrown);
  return error instanceof BadImage ? error.problem : undefined;
}

describe('formats', () => {
  const encoders: [string, (image: Sharp) => Sharp][] = [
    ['JPEG', (image) => image.jpeg({ quality: 95 })],
    ['progressive JPEG', (image) => image.jpeg({ quality: 95, progressive: true })],
    ['PNG', (image) => image.png()],
    ['interlaced PNG', (image) => image.png({ progressive: true })],
    ['PNG of 16 bits', (image) => image.toColourspace('rgb16').png()],
    ['PNG with a palette', (image) => image.png({ palette: true, colours: 4 })],
    ['GIF', (image) => image.gif()],
    ['TIFF', (image) => image.tiff()],
    ['TIFF of 16 bits', (image) => image.toColourspace('rgb16').tiff()],
    ['TIFF in tiles, deflated', (image) => image.tiff({ tile: true, compression: 'deflate' })],
    ['WebP', (image) => image.webp({ quality: 95 })],
    ['lossless WebP', (image) => image.webp({ lossless: true })],
  ];

  it.each(encoders)('%s', async (_name, encode) => {
    const raster = await decode(await encode(picture()).toBuffer(), LIMITS);
    expect(raster).toMatchObject({ width: WIDTH, height: HEIGHT });
    expect(raster.data).toHaveLength(WIDTH * HEIGHT * 3);
    expectNear(colourAt(raster, false, false), BLUE);
    expectNear(colourAt(raster, true, true), RED);
  });

  it('CMYK JPEG', async () => {
    const raster = await decode(await picture().toColourspace('cmyk').jpeg().toBuffer(), LIMITS);
    const [red = 0, green = 0, blue = 0] = colourAt(raster, true, true);
    expect(red).toBeGreaterThan(150);
    expect(Math.max(green, blue)).toBeLessThan(100);
  });

  it.each(['b-w', 'grey16'] as const)('grey (%s) as three equal channels', async (space) => {
    const raster = await decode(await picture().toColourspace(space).png().toBuffer(), LIMITS);
    expect(raster.data).toHaveLength(WIDTH * HEIGHT * 3);
    const [red, green, blue] = colourAt(raster, true, true);
    expect([green, blue]).toEqual([red, red]);
  });

  it('transparency as white', async () => {
    const clear = sharp({
      create: { width: WIDTH, height: HEIGHT, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
    });
    const raster = await decode(await clear.png().toBuffer(), LIMITS);
    expect(colourAt(raster, true, true)).toEqual([255, 255, 255]);
  });

  it('the first frame of an animation', async () => {
    const frames = [picture(), picture().negate()].map((frame) => frame.png().toBuffer());
    const animation = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    const raster = await decode(animation, LIMITS);
    expect(raster).toMatchObject({ width: WIDTH, height: HEIGHT });
    expectNear(colourAt(raster, true, true), RED);
  });

  it('a view into a larger buffer', async () => {
    const bytes = await picture().png().toBuffer();
    const pool = Buffer.concat([Buffer.alloc(37, 1), bytes, Buffer.alloc(11, 1)]);
    expect(await decode(pool.subarray(37, 37 + bytes.length), LIMITS)).toMatchObject({ width: WIDTH });
  });
});

describe('EXIF orientation', () => {
  /** Where the blue quarter of the stored pixels is to be seen: [right, bottom]. */
  const seenAt: [number, boolean, boolean][] = [
    [1, false, false],
    [2, true, false],
    [3, true, true],
    [4, false, true],
    [5, false, false],
    [6, true, false],
    [7, true, true],
    [8, false, true],
  ];

  it.each(seenAt)('%i', async (orientation, right, bottom) => {
    const raster = await decode(await picture().withMetadata({ orientation }).jpeg().toBuffer(), LIMITS);
    const turned = orientation >= 5;
    expect(raster).toMatchObject({ width: turned ? HEIGHT : WIDTH, height: turned ? WIDTH : HEIGHT });
    expectNear(colourAt(raster, right, bottom), BLUE);
    expectNear(colourAt(raster, !right, !bottom), RED);
  });

  it('counts for the size in the error', async () => {
    const bytes = await picture(200, 95).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await problemOf(bytes)).toEqual({ kind: 'too-small', width: 95, height: 200, limit: 96 });
  });
});

describe('limits', () => {
  it('allow sides from 96', async () => {
    expect(await decode(await picture(96, 96).png().toBuffer(), LIMITS)).toMatchObject({ width: 96, height: 96 });
    expect(await problemOf(await picture(95, 95).png().toBuffer())).toEqual({
      kind: 'too-small',
      width: 95,
      height: 95,
      limit: 96,
    });
  });

  it('allow sides up to 4096', async () => {
    expect(await decode(await picture(4096, 96).png().toBuffer(), LIMITS)).toMatchObject({ width: 4096 });
    expect(await problemOf(await picture(4100, 2306).png().toBuffer())).toEqual({
      kind: 'too-large',
      width: 4100,
      height: 2306,
      limit: 4096,
    });
  });

  it('are checked on the header: a PNG that claims 60000×60000 is never decoded', async () => {
    const bytes = await picture().png().toBuffer();
    bytes.writeUInt32BE(60_000, 16);
    bytes.writeUInt32BE(60_000, 20);
    bytes.writeUInt32BE(crcOf(bytes.subarray(12, 29)), 29);
    expect(await problemOf(bytes)).toEqual({ kind: 'too-large', width: 60_000, height: 60_000, limit: 4096 });
  });

  it('are checked on the header: JPEG', async () => {
    const bytes = await picture().jpeg().toBuffer();
    const frame = bytes.indexOf(Buffer.of(0xff, 0xc0));
    bytes.writeUInt16BE(60_000, frame + 5);
    bytes.writeUInt16BE(50_000, frame + 7);
    expect(await problemOf(bytes)).toEqual({ kind: 'too-large', width: 50_000, height: 60_000, limit: 4096 });
  });

  it.each([
    ['PNM', Buffer.from('P6 60000 60000 255\n')],
    ['BMP', bmpHeaderOf(60_000, 60_000)],
  ])('are checked on the header: %s', async (_name, bytes) => {
    expect(await problemOf(bytes)).toEqual({ kind: 'too-large', width: 60_000, height: 60_000, limit: 4096 });
  });
});

describe('bytes that are no picture', () => {
  const undecodable = { kind: 'undecodable' };

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.of(0xff)],
    ['the magic number of JPEG alone', Buffer.of(0xff, 0xd8, 0xff)],
    ['a zip', Buffer.from('PK\x03\x04 and so on, long enough for a header')],
    ['zeros', Buffer.alloc(1_000_000)],
    ['text', Buffer.from('Portrait of a lady')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"/>')],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n')],
  ])('%s', async (_name, bytes) => {
    expect(await problemOf(bytes)).toEqual(undecodable);
  });

  it.each(['jpeg', 'png', 'gif', 'tiff', 'webp'] as const)('half of a %s', async (format) => {
    const noise = sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    });
    const bytes = await noise.toFormat(format).toBuffer();
    expect(await problemOf(bytes.subarray(0, bytes.length >> 1))).toEqual(undecodable);
  });

  it('but a JPEG that lacks its end marker only is one', async () => {
    const bytes = await picture().jpeg().toBuffer();
    expect(await decode(bytes.subarray(0, -2), LIMITS)).toMatchObject({ width: WIDTH, height: HEIGHT });
  });

  it('and so is one with rubbish behind its end', async () => {
    const bytes = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.alloc(1000, 7)]);
    expect(await decode(bytes, LIMITS)).toMatchObject({ width: WIDTH, height: HEIGHT });
  });
});

function bmpHeaderOf(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(54);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** CRC-32 as PNG chunks have it; node:zlib has one from Node 22 on. */
function crcOf(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

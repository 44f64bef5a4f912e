import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Files that are small, or of 64 MB at most, and cost a decoder far more than a photo does. Each is made anew. */
export const BOMBS: Readonly<Record<string, () => Promise<Buffer>>> = {
  'WebP of 50 000 frames': () => animatedWebp(50_000),
  'WebP of 390 000 frames': () => animatedWebp(390_000),
  'GIF of 50 000 frames': () => animatedGif(50_000),
  'PNG of 50 000 frames': () => animatedPng(50_000),
  'PNG of 500 000 chunks': () => chunkyPng(500_000),
  'TIFF of 500 000 directories': () => manyPages(500_000),
  'TIFF whose strips overlap': () => overlappingStrips(),
  'JPEG of 5000 overlapping EXIF tags': () => exifBomb(5000),
  'PNG of 60 MB of EXIF tags that overlap': () => exifPng(60_000_000),
  'JPEG with a profile of 60 MB': () => profileJpeg(60_000_000),
  'JPEG of 2000 scans': () => manyScans(2000),
  'JPEG of 90 scans, 4096×4096': () => manyScans(90),
  'PNG with a profile of 500 MB': () => profileBomb(500_000_000),
};

const FORMATS = ['jpeg', 'png', 'gif', 'tiff', 'webp', 'avif'] as const;

/** Noise in a format, mostly 4096×4096 pixels of it, the most that a header may promise. */
export const NOISE: Readonly<Record<string, () => Promise<Buffer>>> = Object.fromEntries([
  ...FORMATS.map((format) => [`${format}, 4096×4096 of noise`, () => noise(4096, format)] as const),
  [
    'png of 16 bits, 4096×4096',
    async () =>
      sharp(await noisePixels(2900), { raw: RAW(2900) })
        .toColourspace('rgb16')
        .png({ compressionLevel: 1 })
        .toBuffer(),
  ],
  [
    'lossless webp, 4096×4096',
    async () =>
      sharp(await noisePixels(4096), { raw: RAW(4096) })
        .webp({ lossless: true, effort: 0 })
        .toBuffer(),
  ],
  [
    'webp whose codes are followed, 4096×4096',
    async () =>
      sharp(await noisePixels(4096), { raw: RAW(4096) })
        .webp({ quality: 4, effort: 0 })
        .toBuffer(),
  ],
  [
    'lossless webp whose codes are followed, 2800×2800',
    async () =>
      sharp(await noisePixels(2800), { raw: RAW(2800) })
        .webp({ lossless: true, effort: 0 })
        .toBuffer(),
  ],
]);

/** Large or odd pictures that are allowed: what they hold is much more than their bytes. */
export const LARGE_PICTURES: Readonly<Record<string, () => Promise<Buffer>>> = {
  'progressive jpeg, 4096×4096 of noise': async () =>
    sharp(await noisePixels(4096), { raw: RAW(4096) })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4', progressive: true })
      .toBuffer(),
  'interlaced png of 16 bits and alpha, 4096×4096': () =>
    flat(4096).ensureAlpha(0.5).toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  'deflate tiff of 16 bits and alpha, 4096×4096': () =>
    flat(4096).ensureAlpha(0.5).toColourspace('rgb16').tiff({ compression: 'deflate' }).toBuffer(),
  'deflate tiff of 8 samples of 32 bits, 4096×4096': () => wideTiff(4096),
  'packed tiff, 4096×4096': () => flat(4096).tiff({ compression: 'packbits' }).toBuffer(),
  'tiled tiff, 4096×4096': () =>
    flat(4096).tiff({ compression: 'lzw', tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
  'bmp of 32 bits, 4000×4000': async () => plainBmp(4000),
  'plain ppm, 2200×2200': async () => plainPnm('P3', 2200, '255 0 9 '),
  'plain pbm, 4096×4096': async () => plainPnm('P1', 4096, '1 0 1 '),
};

const RAW = (side: number) => ({ width: side, height: side, channels: 3 as const });

async function noisePixels(side: number): Promise<Buffer> {
  const bytes = Buffer.alloc(side * side * 3);
  let state = 1;
  for (let at = 0; at < bytes.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state;
  }
  return bytes;
}

async function noise(side: number, format: (typeof FORMATS)[number]): Promise<Buffer> {
  const picture = sharp(await noisePixels(side), { raw: RAW(side) });
  switch (format) {
    case 'jpeg':
      return picture.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'png':
      return picture.png({ compressionLevel: 1 }).toBuffer();
    case 'gif':
      return picture.gif({ effort: 1, colours: 256, dither: 0 }).toBuffer();
    case 'tiff':
      return picture.tiff({ compression: 'deflate' }).toBuffer();
    case 'webp':
      return picture.webp({ quality: 50, effort: 0 }).toBuffer();
    case 'avif':
      return picture.avif({ quality: 80, effort: 0 }).toBuffer();
  }
}

function flat(side = 200) {
  return sharp({ create: { width: side, height: side, channels: 3, background: '#8090a0' } });
}

function chunk(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat(body.length & 1 ? [header, body, Buffer.alloc(1)] : [header, body]);
}

export async function animatedWebp(frames: number): Promise<Buffer> {
  const still = await flat().webp().toBuffer();
  const coded = still.subarray(12);
  const head = Buffer.alloc(16);
  head.writeUIntLE(199, 6, 3);
  head.writeUIntLE(199, 9, 3);
  head.writeUIntLE(10, 12, 3);
  const extended = Buffer.alloc(10);
  extended[0] = 2;
  extended.writeUIntLE(199, 4, 3);
  extended.writeUIntLE(199, 7, 3);
  const frame = chunk('ANMF', Buffer.concat([head, coded]));
  const body = [
    Buffer.from('WEBP'),
    chunk('VP8X', extended),
    chunk('ANIM', Buffer.alloc(6)),
    ...Array(frames).fill(frame),
  ];
  return chunk('RIFF', Buffer.concat(body));
}

export async function animatedGif(frames: number): Promise<Buffer> {
  const still = await flat().gif().toBuffer();
  const at = 13 + ((still[10] as number & 0x80) ? 3 << ((still[10] as number & 7) + 1) : 0);
  return Buffer.concat([still.subarray(0, at), ...Array(frames).fill(still.subarray(at, -1)), still.subarray(-1)]);
}

/** Frames behind the picture, each with its own header. */
async function animatedPng(frames: number): Promise<Buffer> {
  const still = await flat().png().toBuffer();
  const bodyAt = still.indexOf('IDAT') + 4;
  const data = still.subarray(bodyAt, bodyAt + still.readUInt32BE(bodyAt - 8));
  const control = Buffer.alloc(26);
  control.writeUInt32BE(200, 4);
  control.writeUInt32BE(200, 8);
  const actl = Buffer.alloc(8);
  actl.writeUInt32BE(frames);
  const frame = Buffer.concat([pngChunk('fcTL', control), pngChunk('fdAT', Buffer.concat([Buffer.alloc(4), data]))]);
  const [head, rest] = [still.subarray(0, 33), still.subarray(33, -12)];
  return Buffer.concat([head, pngChunk('acTL', actl), rest, ...Array(frames).fill(frame), still.subarray(-12)]);
}

/** A BigTIFF block of directory entries, all of which share their values. */
async function exifPng(length: number): Promise<Buffer> {
  const still = await flat().png().toBuffer();
  const block = Buffer.alloc(length);
  block.write('II', 'latin1');
  block.writeUInt16LE(43, 2);
  block.writeUInt16LE(8, 4);
  block.writeBigUInt64LE(16n, 8);
  const count = Math.floor((length - 24) / 20);
  block.writeBigUInt64LE(BigInt(count), 16);
  for (let index = 0, at = 24; index < count; index++, at += 20) {
    block.writeUInt16LE(1000 + (index % 200), at);
    block.writeUInt16LE(2, at + 2);
    block.writeBigUInt64LE(2000n, at + 4);
    block.writeBigUInt64LE(16n, at + 12);
  }
  return Buffer.concat([still.subarray(0, 33), pngChunk('eXIf', block), still.subarray(33)]);
}

/** Segments of a colour profile, more than any picture has. */
async function profileJpeg(length: number): Promise<Buffer> {
  const still = await flat().jpeg().toBuffer();
  const segment = Buffer.alloc(65_537);
  segment.set([0xff, 0xe2, 0xff, 0xff]);
  segment.write('ICC_PROFILE\0', 4, 'latin1');
  segment.set([1, 255], 16);
  const count = Math.floor(length / segment.length);
  return Buffer.concat([still.subarray(0, 2), ...Array(count).fill(segment), still.subarray(2)]);
}

function pngChunk(type: string, body: Buffer): Buffer {
  const bytes = Buffer.alloc(body.length + 12);
  bytes.writeUInt32BE(body.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}

/** Text of a few bytes each, before the picture. */
export async function chunkyPng(chunks: number): Promise<Buffer> {
  const still = await flat().png().toBuffer();
  const text = pngChunk('tEXt', Buffer.from('Comment\0no'));
  return Buffer.concat([still.subarray(0, 33), ...Array(chunks).fill(text), still.subarray(33)]);
}

export async function profileBomb(length: number): Promise<Buffer> {
  const still = await flat().png().toBuffer();
  const profile = deflateSync(Buffer.alloc(length));
  return Buffer.concat([
    still.subarray(0, 33),
    pngChunk('iCCP', Buffer.concat([Buffer.from('big\0\0'), profile])),
    still.subarray(33),
  ]);
}

const LONG = 4;
const SHORT = 3;

function ifd(entries: readonly (readonly [tag: number, type: number, count: number, value: number])[], next: number) {
  const bytes = Buffer.alloc(6 + entries.length * 12);
  bytes.writeUInt16LE(entries.length);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  bytes.writeUInt32LE(next, bytes.length - 4);
  return bytes;
}

const TIFF_HEAD = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
const SIDE = 200;

/** All pages share one strip of grey pixels. */
export async function manyPages(pages: number): Promise<Buffer> {
  const size = 6 + 9 * 12;
  const strip = 8 + pages * size;
  const directories = Array.from({ length: pages }, (_, page) =>
    ifd(
      [
        [256, LONG, 1, SIDE],
        [257, LONG, 1, SIDE],
        [258, SHORT, 1, 8],
        [259, SHORT, 1, 1],
        [262, SHORT, 1, 1],
        [273, LONG, 1, strip],
        [277, SHORT, 1, 1],
        [278, LONG, 1, SIDE],
        [279, LONG, 1, SIDE * SIDE],
      ],
      page + 1 < pages ? 8 + (page + 1) * size : 0,
    ),
  );
  return Buffer.concat([TIFF_HEAD, ...directories, Buffer.alloc(SIDE * SIDE, 128)]);
}

/** One strip of zeros that is a half of a gigabyte when it is inflated. */
async function wideTiff(side: number): Promise<Buffer> {
  const [samples, bits] = [8, 32];
  const rows = 64;
  const data = deflateSync(Buffer.alloc(side * samples * (bits / 8) * rows));
  const strips = side / rows;
  const listsAt = 8 + 6 + 12 * 12;
  const dataAt = listsAt + strips * 8;
  const head = ifd(
    [
      [256, LONG, 1, side],
      [257, LONG, 1, side],
      [258, SHORT, 1, bits],
      [259, SHORT, 1, 8],
      [262, SHORT, 1, 2],
      [273, LONG, strips, listsAt],
      [277, SHORT, 1, samples],
      [278, LONG, 1, rows],
      [279, LONG, strips, listsAt + strips * 4],
      [284, SHORT, 1, 1],
      [338, SHORT, 1, 0],
      [339, SHORT, 1, 3],
    ],
    0,
  );
  const lists = Buffer.alloc(strips * 8);
  for (let index = 0; index < strips; index++) {
    lists.writeUInt32LE(dataAt + index * data.length, index * 4);
    lists.writeUInt32LE(data.length, (strips + index) * 4);
  }
  return Buffer.concat([TIFF_HEAD, head, lists, ...Array(strips).fill(data)]);
}

/** 4096 strips, each of which is the same 30 MB of compressed pixels. */
export async function overlappingStrips(): Promise<Buffer> {
  const side = 4096;
  const data = deflateSync(Buffer.alloc(30_000_000), { level: 0 });
  const head = ifd(
    [
      [256, LONG, 1, side],
      [257, LONG, 1, side],
      [258, SHORT, 1, 8],
      [259, SHORT, 1, 8],
      [262, SHORT, 1, 1],
      [273, LONG, side, 200],
      [277, SHORT, 1, 1],
      [278, LONG, 1, 1],
      [279, LONG, side, 200 + side * 4],
    ],
    0,
  );
  const lists = Buffer.alloc(side * 8);
  const dataAt = 200 + lists.length;
  for (let index = 0; index < side; index++) {
    lists.writeUInt32LE(dataAt, index * 4);
    lists.writeUInt32LE(data.length, side * 4 + index * 4);
  }
  return Buffer.concat([TIFF_HEAD, head, Buffer.alloc(200 - 8 - head.length), lists, data]);
}

/** Tags that share 13 KB each of the same 60. */
export async function exifBomb(tags: number, photo?: Buffer): Promise<Buffer> {
  const entries = Array.from({ length: tags }, (_, index) => [0x010e + (index % 4), 2, 1000, index % 100] as const);
  const block = Buffer.concat([TIFF_HEAD, ifd(entries, 0)]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), block]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  const jpeg = photo ?? (await flat().jpeg().toBuffer());
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** A progressive picture whose last scan comes again and again, as if each were the first of its coefficients. */
export async function manyScans(scans: number): Promise<Buffer> {
  const jpeg = await flat(4096).jpeg({ progressive: true }).toBuffer();
  const at = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = Buffer.from(jpeg.subarray(at, -2));
  // The last byte of its header: bits that were known before, bits that are known after it.
  scan[1 + scan.readUInt16BE(2)] = 0;
  return Buffer.concat([jpeg.subarray(0, -2), ...Array(scans).fill(scan), jpeg.subarray(-2)]);
}

function plainBmp(side: number): Buffer {
  const bytes = Buffer.alloc(54 + side * side * 4, 100);
  bytes.fill(0, 0, 54);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(32, 28);
  return bytes;
}

/** Pixels as text; three samples at a time. */
function plainPnm(kind: 'P1' | 'P3', side: number, samples: string): Buffer {
  const count = Math.ceil((side * side * (kind === 'P3' ? 3 : 1)) / 3);
  const maximum = kind === 'P3' ? '255 ' : '';
  return Buffer.from(`${kind} ${side} ${side} ${maximum}${samples.repeat(count)}`);
}

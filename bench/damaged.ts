/**
 * `npm run bench:damaged -- [--data DIR] [--photos 40] [--good 1000]`
 *
 * Damaged copies of photos in all formats: how many are decoded all the same. And whole photos, as they are and encoded
 * anew: how many are refused. Photos come from a folder of them, or from the samples of the acceptance tests.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { BadImage } from '../src/domain/errors.ts';
import { decodeImage } from '../src/vision/decode/decodeImage.ts';
import { DecoderProcess } from '../src/vision/decode/isolated/decoderProcess.ts';
import { ensureSamples, samplePath } from '../test/acceptance/support/samples.ts';
import { DAMAGES } from '../test/support/images/damage.ts';
import { ENCODINGS } from '../test/support/images/encodings.ts';
import { printReport, type Row } from './support/report.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/eval' },
    photos: { type: 'string', default: '40' },
    good: { type: 'string', default: '1000' },
    json: { type: 'string' },
  },
});
const decoder = new DecoderProcess();
const LIMITS = { minSide: 16, maxSide: 4096, decodeSeconds: 10 };

async function isTaken(bytes: Buffer): Promise<boolean> {
  try {
    await decodeImage(bytes, LIMITS, (request) => decoder.decode(request));
    return true;
  } catch (error) {
    if (error instanceof BadImage) return false;
    throw error;
  }
}

async function photoFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) {
    await ensureSamples();
    return [1, 2, 3, 4, 5, 6].map(samplePath);
  }
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.(jpe?g|png)$/i.test(name)).map((name) => join(folder, name));
}

/** Evenly spread, so that every set of the folder has its part. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, index) => items[Math.floor(index * step)] as Item);
}

async function damaged(files: readonly string[]): Promise<Row[]> {
  const taken = new Map<string, number>();
  let copies = 0;
  for (const file of files) {
    const photo = await sharp(await readFile(file))
      .resize(250, 250, { fit: 'inside' })
      .png()
      .toBuffer();
    for (const [encoding, encode] of Object.entries(ENCODINGS)) {
      const whole = await encode(photo);
      if (!(await isTaken(whole))) throw new Error(`${encoding} of ${file} is refused though nothing is wrong with it`);
      for (const [damage, harm] of Object.entries(DAMAGES)) {
        const name = `taken: ${encoding}, ${damage}`;
        if (await isTaken(harm(whole))) taken.set(name, (taken.get(name) ?? 0) + 1);
        copies++;
      }
    }
  }
  const rows = [...taken].map(([what, value]) => ({ what, value, unit: `of ${files.length}` }));
  const sum = rows.reduce((total, { value }) => total + value, 0);
  return [...rows, { what: 'damaged copies decoded', value: sum, unit: `of ${copies}`, reach: '0' }];
}

/** Forms in which good photos are encoded anew. */
const ANEW = [
  'PNG',
  'TIFF, uncompressed',
  'TIFF, LZW',
  'TIFF, Deflate',
  'TIFF, PackBits',
  'WebP',
  'WebP, lossless',
  'BMP',
];

/** As they are, with rubbish behind, without the end marker alone, and encoded anew. */
async function good(files: readonly string[]): Promise<Row[]> {
  const refused = { as: 0, rubbish: 0, marker: 0, anew: 0 };
  for (const file of files) {
    const bytes = await readFile(file);
    if (!(await isTaken(bytes))) {
      refused.as++;
      console.error(`refused: ${file}`);
    }
    if (!(await isTaken(Buffer.concat([bytes, Buffer.alloc(1000, 7)])))) refused.rubbish++;
    const isJpeg = bytes[0] === 0xff && bytes.at(-1) === 0xd9;
    if (isJpeg && !(await isTaken(bytes.subarray(0, -2)))) refused.marker++;
    const photo = await sharp(bytes).resize(400, 400, { fit: 'inside', withoutEnlargement: true }).png().toBuffer();
    for (const encoding of ANEW) {
      if (await isTaken(await (ENCODINGS[encoding] as (photo: Buffer) => Promise<Buffer>)(photo))) continue;
      refused.anew++;
      console.error(`refused as ${encoding}: ${file}`);
    }
  }
  const unit = `of ${files.length}`;
  return [
    { what: 'whole photos refused', value: refused.as, unit, reach: '0' },
    { what: 'with rubbish behind the end, refused', value: refused.rubbish, unit, reach: '0' },
    { what: 'JPEG without its end marker alone, refused', value: refused.marker, unit, reach: '0' },
    { what: 'encoded anew, refused', value: refused.anew, unit: `of ${files.length * ANEW.length}`, reach: '0' },
  ];
}

const all = await photoFiles(values.data);
const lfw = all.filter((name) => name.includes('lfw'));
printReport(
  'damaged and whole photos',
  [
    ...(await damaged(spread(lfw.length > 0 ? lfw : all, Number(values.photos)))),
    ...(await good(spread(all, Number(values.good)))),
  ],
  values.json,
);

/**
 * `npm run bench:followed -- [--data DIR] [--photos 40]`
 *
 * Codes that are followed to their end without making pixels: how long that takes, in times of decoding the same file with the
 * image library; how many whole photos end in a grey corner, so that their JPEG is followed; and how many WebP pass in spite of a
 * hole of zeros or noise, from a byte to a fifth of the file.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { decodePixels } from '../src/vision/decode/decodePixels.ts';
import { hasGreyCorner } from '../src/vision/decode/greyCorner.ts';
import { readJpeg } from '../src/vision/decode/jpeg/jpeg.ts';
import { readWebp } from '../src/vision/decode/webp/webp.ts';
import { ensureSamples, samplePath } from '../test/acceptance/support/samples.ts';
import { printReport, type Row } from './support/report.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/eval/lfw' },
    photos: { type: 'string', default: '40' },
    json: { type: 'string' },
  },
});
/** As the inference threads have it. */
sharp.concurrency(1);
const PIXELS = 10_000_000;
const HEADERS = 30;
const HOLES = [
  ['1 byte', 1, 0],
  ['16 bytes', 16, 0],
  ['32 bytes', 32, 0],
  ['a twentieth', 0, 1 / 20],
  ['a fifth', 0, 1 / 5],
] as const;

async function photoFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) {
    await ensureSamples();
    return [1, 2, 3, 4, 5, 6].map(samplePath);
  }
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.jpe?g$/i.test(name));
  const step = Math.max(1, names.length / Number(values.photos));
  return names.filter((_, index) => Math.floor(index % step) === 0).map((name) => join(folder, name));
}

const KINDS = {
  JPEG: {
    encode: (photo: Buffer) => sharp(photo).jpeg({ quality: 90 }).toBuffer(),
    follow: async (bytes: Buffer) => readJpeg(bytes)?.isWholeToTheEnd?.(),
  },
  WebP: {
    encode: (photo: Buffer) => sharp(photo).webp().toBuffer(),
    follow: async (bytes: Buffer) => readWebp(bytes)?.isIntact?.(),
  },
  'WebP, lossless': {
    encode: (photo: Buffer) => sharp(photo).webp({ lossless: true }).toBuffer(),
    follow: async (bytes: Buffer) => readWebp(bytes)?.isIntact?.(),
  },
} as const;

const decode = (bytes: Buffer) => decodePixels({ bytes, failOn: 'error', limit: PIXELS });

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The sum for all photos, after one pass that only warms up. */
async function costs(photos: readonly Buffer[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, { encode, follow }] of Object.entries(KINDS)) {
    const files = await Promise.all(photos.map(encode));
    let [followed, decoded] = [0, 0];
    for (const pass of [0, 1]) {
      for (const file of files) {
        if ((await follow(file)) !== true) throw new Error(`a sound ${kind} is refused`);
        const [own, library] = [await milliseconds(() => follow(file)), await milliseconds(() => decode(file))];
        followed += pass * own;
        decoded += pass * library;
      }
    }
    rows.push({ what: `${kind}: following its codes`, value: followed / decoded, unit: '× decoding' });
  }
  return rows;
}

async function greyCorners(photos: readonly Buffer[]): Promise<Row> {
  let grey = 0;
  for (const photo of photos) if (hasGreyCorner(await decode(photo))) grey++;
  return { what: 'photos with a grey corner', value: grey, unit: `of ${photos.length}` };
}

/** The same numbers in each run. */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function holes(photos: readonly Buffer[]): Promise<Row[]> {
  const rows: Row[] = [];
  const random = createRandom();
  for (const kind of ['WebP', 'WebP, lossless'] as const) {
    const files = await Promise.all(photos.map(KINDS[kind].encode));
    for (const isNoise of [false, true]) {
      for (const [name, least, share] of HOLES) {
        let passed = 0;
        for (const file of files) {
          const copy = Buffer.from(file);
          const length = Math.max(least, Math.ceil(copy.length * share));
          const from = HEADERS + Math.floor(random() * (copy.length - HEADERS - length));
          for (let at = from; at < from + length; at++) copy[at] = isNoise ? Math.floor(random() * 256) : 0;
          if (copy.equals(file) || !(await KINDS[kind].follow(copy))) continue;
          if (await decode(copy).then(Boolean, () => false)) passed++;
        }
        rows.push({
          what: `${kind}, ${isNoise ? 'noise' : 'zeros'}, ${name}: taken`,
          value: passed,
          unit: `of ${files.length}`,
        });
      }
    }
  }
  return rows;
}

const photos = await Promise.all((await photoFiles(values.data)).map((file) => readFile(file)));
printReport(
  'codes that are followed',
  [...(await costs(photos)), await greyCorners(photos), ...(await holes(photos))],
  values.json,
);

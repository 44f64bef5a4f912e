import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Region } from 'sharp';
import { samplePath } from './samples.ts';
import { REPOSITORY } from './serverProcess.ts';

/**
 * Single faces cut from the sample group photos, by fixed boxes that hold exactly one face each.
 * `erin` and `erinAgain` show the same woman in different photos; everybody else appears once.
 */
const CROPS = {
  erin: [3, 993, 102, 468, 497],
  erinAgain: [1, 1371, 128, 457, 443],
  blonde: [3, 482, 219, 482, 453],
  dark: [3, 1447, 205, 380, 438],
  olive: [6, 141, 361, 439, 455],
  red: [6, 627, 204, 345, 470],
  striped: [6, 1067, 149, 384, 463],
  green: [6, 1459, 141, 345, 486],
  stairs: [5, 701, 30, 313, 373],
} as const;

export type Photo = keyof typeof CROPS;

/** Group photos by the number of faces that they show. */
const GROUPS = { three: 3, four: 6, five: 5 } as const;

const made = new Map<string, Promise<Buffer>>();

function once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = made.get(key);
  if (known) {
    return known;
  }
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

/** A JPEG with one face. From bytes: a test of the decoder in the same process may have blocked the loaders of files. */
export function photo(name: Photo): Promise<Buffer> {
  const [sample, left, top, width, height] = CROPS[name];
  const region: Region = { left, top, width, height };
  return once(name, () =>
    sharp(readFileSync(samplePath(sample)))
      .extract(region)
      .jpeg({ quality: 95 })
      .toBuffer(),
  );
}

/** A JPEG with several faces, about a thousand pixels wide. */
export function groupPhoto(name: keyof typeof GROUPS): Promise<Buffer> {
  return once(`group ${name}`, () =>
    sharp(readFileSync(samplePath(GROUPS[name])))
      .resize(1000)
      .jpeg({ quality: 92 })
      .toBuffer(),
  );
}

/** A JPEG with 64 faces: the single ones, eight by eight. */
export function crowdPhoto(): Promise<Buffer> {
  const [side, rows] = [240, 8];
  return once('crowd', async () => {
    const names = Object.keys(CROPS) as Photo[];
    const faces = await Promise.all(
      names.map(async (name) =>
        sharp(await photo(name))
          .resize(side, side, { fit: 'cover' })
          .toBuffer(),
      ),
    );
    const placed = Array.from({ length: rows * rows }, (_, index) => ({
      input: faces[index % faces.length],
      left: (index % rows) * side,
      top: Math.floor(index / rows) * side,
    }));
    return sharp({ create: { width: rows * side, height: rows * side, channels: 3, background: 'white' } })
      .composite(placed)
      .jpeg({ quality: 92 })
      .toBuffer();
  });
}

/** A JPEG without a face: soft colour gradients. */
export function emptyPhoto(width = 640, height = 480): Promise<Buffer> {
  return once(`empty ${width}x${height}`, () => {
    const pixels = Buffer.alloc(width * height * 3);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        pixels.set([(x * 255) / width, (y * 255) / height, 128], (y * width + x) * 3);
      }
    }
    return sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg()
      .toBuffer();
  });
}

/** An aligned 250×250 crop with one face, as clients that align by themselves send it. */
export function warpedPhoto(name: Photo = 'erin'): Promise<Buffer> {
  const [sample, left, top, width, height] = CROPS[name];
  const side = Math.min(width, height);
  return once(`warped ${name}`, () =>
    sharp(readFileSync(samplePath(sample)))
      .extract({
        left: left + Math.floor((width - side) / 2),
        top: top + Math.floor((height - side) / 3),
        width: side,
        height: side,
      })
      .resize(250, 250)
      .jpeg({ quality: 95 })
      .toBuffer(),
  );
}

const FACES = process.env.FACES_DIR ?? join(REPOSITORY, '..', 'shared', 'data', 'faces');

/** Whether the labelled photos are there. */
export const hasLabelledFaces = existsSync(join(FACES, 'images.csv'));
export const NO_LABELLED_FACES = `there are no labelled faces in ${FACES} (set FACES_DIR)`;

/** A photo of the labelled set, e.g. `lfw/Tony_Blair/Tony_Blair_0001.jpg`. */
export function labelledPhoto(path: string): Buffer {
  return readFileSync(join(FACES, path));
}

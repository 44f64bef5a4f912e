import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { facePhotos } from '../../../test/support/images/facePhotos.ts';

const PHOTO = /\.jpe?g$/i;

/**
 * Different portraits: of a folder of photos (`<folder>/<person>/<photo>.jpg`), else samples of the weights, each with noise of its
 * own.
 */
export async function differentPhotos(count: number, folder: string | undefined): Promise<readonly Buffer[]> {
  if (folder === undefined) return noisyPhotos(count);
  const entries = await readdir(folder, { recursive: true });
  const paths = entries.filter((entry) => PHOTO.test(entry)).sort();
  if (paths.length < count) throw new Error(`${folder} has ${paths.length} photos, ${count} are needed`);
  return Promise.all(paths.slice(0, count).map((path) => readFile(join(folder, path))));
}

async function noisyPhotos(count: number): Promise<readonly Buffer[]> {
  const photos: Buffer[] = [];
  for (const [index, photo] of (await facePhotos(count)).entries()) {
    const noise = await sharp({
      create: {
        width: 260,
        height: 260,
        channels: 3,
        background: 'grey',
        noise: { type: 'gaussian', mean: 128, sigma: 6 + (index % 7) },
      },
    })
      .png()
      .toBuffer();
    photos.push(
      await sharp(photo)
        .resize(260, 260)
        .composite([{ input: noise, blend: 'soft-light' }])
        .jpeg()
        .toBuffer(),
    );
  }
  return photos;
}

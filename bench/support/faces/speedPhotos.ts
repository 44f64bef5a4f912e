import sharp from 'sharp';
import type { FaceEngine } from '../../../src/vision/face.ts';
import type { Dataset } from './dataset.ts';
import { extractOnly } from './speed.ts';

/** Photos of one and the same choice of people at several sizes. */
export type SpeedPhotos = ReadonlyMap<number, readonly Uint8Array[]>;

const PHOTOS = 24;
const JPEG_QUALITY = 90;

/**
 * JPEGs with exactly one face, brought to these long sides in pixels. The largest photos of the dataset are taken, so
 * that little has to be enlarged.
 */
export async function chooseSpeedPhotos(
  data: Dataset,
  engine: FaceEngine,
  sides: readonly number[],
): Promise<SpeedPhotos> {
  const sized = await Promise.all(
    data.photos.map(async ({ file }) => {
      const bytes = await data.read(file);
      const { width, height } = await sharp(bytes).metadata();
      return { bytes, pixels: width * height };
    }),
  );
  const chosen = new Map(sides.map((side) => [side, [] as Uint8Array[]]));
  for (const { bytes } of sized.sort((a, b) => b.pixels - a.pixels)) {
    const scaled = await Promise.all(sides.map((side) => scale(bytes, side)));
    const results = await Promise.all(scaled.map((image) => extractOnly(engine, image)));
    if (results.some(({ faces }) => faces.length !== 1)) continue;
    sides.forEach((side, index) => {
      chosen.get(side)?.push(scaled[index] as Uint8Array);
    });
    if (chosen.get(sides[0] ?? 0)?.length === PHOTOS) break;
  }
  return chosen;
}

function scale(bytes: Uint8Array, side: number): Promise<Buffer> {
  return sharp(bytes).autoOrient().resize(side, side, { fit: 'inside' }).jpeg({ quality: JPEG_QUALITY }).toBuffer();
}

import sharp from 'sharp';
import type { Portrait, Rect } from '../face.ts';
import { boxOf, clip, type Size, toRect } from '../geometry/box.ts';
import { createPyramid, type Pyramid } from '../raster/pyramid.ts';
import type { Raster } from '../raster/raster.ts';
import { resize } from '../raster/resize.ts';
import { PORTRAIT_JPEG, PORTRAIT_SIDE } from './portraitForm.ts';

const CHANNELS = 3;

/**
 * The part of `area` inside the picture (the whole picture when there is none), enlarged or reduced to a larger side of `PORTRAIT_SIDE`, and its thumbnails.
 * @param thumbnailSides larger sides of the thumbnails, pixels
 */
export async function cutPortrait(picture: Pyramid, area: Rect, thumbnailSides: readonly number[]): Promise<Portrait> {
  const inside = clip(boxOf(area), picture) ?? { left: 0, top: 0, right: picture.width, bottom: picture.height };
  const rect = toRect(inside);
  const portrait = resize(picture, rect, sizeWithin(rect, PORTRAIT_SIDE));
  const [image, thumbnails] = await Promise.all([encodePortrait(portrait), makeThumbnails(portrait, thumbnailSides)]);
  return { image, thumbnails };
}

/** The picture as it is, as JPEG: for an upload in another format that is the portrait itself. */
export function encodePortrait({ data, width, height }: Raster): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: CHANNELS } })
    .jpeg(PORTRAIT_JPEG)
    .toBuffer();
}

/**
 * JPEG thumbnails by their larger side, keeping the picture's ratio. The image library only encodes: to set one of its own
 * reductions up takes longer than to reduce so few pixels.
 */
export async function makeThumbnails(picture: Raster, sides: readonly number[]): Promise<Map<number, Uint8Array>> {
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const levels = createPyramid(picture);
  const thumbnail = async (side: number) =>
    [side, await encodePortrait(resize(levels, whole, sizeWithin(picture, side)))] as const;
  return new Map(await Promise.all(sides.map(thumbnail)));
}

/** Of the same ratio, with that larger side. */
function sizeWithin({ width, height }: Size, side: number): Size {
  const scale = side / Math.max(width, height);
  const scaled = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: scaled(width), height: scaled(height) };
}

import sharp, { type Sharp } from 'sharp';
import type { Portrait, Rect } from '../face.ts';
import { boxOf, clip, toRect } from '../geometry/box.ts';
import type { Raster } from '../raster/raster.ts';

/** Pixels of a portrait's larger side (contract 20). */
const PORTRAIT_SIDE = 250;
const JPEG = { quality: 90 };
const CHANNELS = 3;

/**
 * The part of `area` inside the picture (the whole picture when there is none), enlarged or reduced to a larger side of 250 pixels, and its thumbnails.
 * @param thumbnailSides larger sides of the thumbnails, pixels
 */
export async function cutPortrait(picture: Raster, area: Rect, thumbnailSides: readonly number[]): Promise<Portrait> {
  const inside = clip(boxOf(area), picture) ?? { left: 0, top: 0, right: picture.width, bottom: picture.height };
  const { x: left, y: top, width, height } = toRect(inside);
  const { data, info } = await fromPixels(picture)
    .extract({ left, top, width, height })
    .resize(PORTRAIT_SIDE, PORTRAIT_SIDE, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const portrait: Raster = { width: info.width, height: info.height, data };
  const [image, thumbnails] = await Promise.all([encodePortrait(portrait), makeThumbnails(portrait, thumbnailSides)]);
  return { image, thumbnails };
}

/** The picture as it is, as JPEG: for an upload in another format that is the portrait itself. */
export function encodePortrait(picture: Raster): Promise<Buffer> {
  return fromPixels(picture).jpeg(JPEG).toBuffer();
}

/** JPEG thumbnails by their larger side, keeping the picture's ratio. */
export async function makeThumbnails(picture: Raster, sides: readonly number[]): Promise<Map<number, Uint8Array>> {
  const thumbnail = async (side: number) =>
    [side, await fromPixels(picture).resize(side, side, { fit: 'inside' }).jpeg(JPEG).toBuffer()] as const;
  return new Map(await Promise.all(sides.map(thumbnail)));
}

function fromPixels({ data, width, height }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: CHANNELS } });
}

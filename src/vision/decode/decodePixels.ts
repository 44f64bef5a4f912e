import sharp from 'sharp';
import type { Raster } from '../raster/raster.ts';

/** What the image library is given. */
export interface PixelRequest {
  /** A bare file: one frame, nothing that its pixels do not need. */
  readonly bytes: Uint8Array;
  /** JPEG's warnings are all of damaged data, once the file is bare; those of other formats are harmless too often. */
  readonly failOn: 'warning' | 'error';
  /** Pixels. */
  readonly limit: number;
  /** Of processor time, where it can be measured: in a process of its own. */
  readonly seconds: number;
}

/** Transparent parts become white, as picture viewers show them. */
const BACKGROUND = '#ffffff';

/**
 * Without a time-out: the library's counts what other pictures take of a busy machine, and refuses photos there. To upright 8-bit sRGB: orientation and profile are applied; 16 bits, grey, CMYK, palettes and alpha are converted.
 * @throws the library's errors, which are about the picture's bytes: nothing else was given to it
 */
export async function decodePixels({ bytes, failOn, limit }: Omit<PixelRequest, 'seconds'>): Promise<Raster> {
  const { data, info } = await sharp(bytes, { failOn, limitInputPixels: limit })
    .autoOrient()
    .flatten({ background: BACKGROUND })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3) throw new Error(`${channels} channels`);
  return { width, height, data };
}

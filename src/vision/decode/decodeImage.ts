import sharp from 'sharp';
import { BadImage } from '../../domain/errors.ts';
import type { Raster } from '../raster/raster.ts';
import { decodeBmp, readBmpHeader } from './bmp.ts';
import { formatOf } from './format.ts';
import { checkSize, type ImageLimits } from './imageLimits.ts';
import { decodePnm, readPnmHeader } from './pnm.ts';

/** Keeps a picture that was made to be slow (thousands of progressive scans) from holding a worker for minutes. */
const DECODE_SECONDS = 20;
/** Transparent parts become white, as picture viewers show them. */
const BACKGROUND = '#ffffff';
const JPEG_END = Uint8Array.of(0xff, 0xd9);

/**
 * Decodes JPEG, PNG, GIF, TIFF, WebP (first frame or page), BMP and PNM to upright 8-bit sRGB: EXIF orientation is
 * applied; 16 bits, grey, CMYK, palettes and alpha are converted. The size in the header is checked before decoding.
 * A file that ends early is refused, not half decoded: a descriptor of half a photo is worth less than the error.
 * @throws BadImage undecodable, too-small, too-large (sizes as oriented)
 */
export async function decodeImage(bytes: Uint8Array, limits: ImageLimits): Promise<Raster> {
  switch (formatOf(bytes)) {
    case 'common':
      return decodeCommon(bytes, limits);
    case 'bmp':
      return decodeOwn(bytes, readBmpHeader(bytes), decodeBmp, limits);
    case 'pnm':
      return decodeOwn(bytes, readPnmHeader(bytes), decodePnm, limits);
    default:
      return refuse();
  }
}

function decodeOwn<Header extends { width: number; height: number }>(
  bytes: Uint8Array,
  header: Header | undefined,
  decode: (bytes: Uint8Array, header: Header) => Raster | undefined,
  limits: ImageLimits,
): Raster {
  if (!header) return refuse();
  checkSize(header, limits);
  const raster = decode(bytes, header);
  return raster ?? refuse();
}

async function decodeCommon(bytes: Uint8Array, limits: ImageLimits): Promise<Raster> {
  // No pixel limit here: the header of a 60000×60000 picture must be read to be able to say how large it is.
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(refuse);
  checkSize(header.autoOrient, limits);
  try {
    return await decodePixels(bytes, 'truncated', limits);
  } catch {
    if (header.format !== 'jpeg') return refuse();
    // Some writers leave out the end marker alone. With one added, a file that lacks nothing else has no flaw left.
    return decodePixels(Buffer.concat([bytes, JPEG_END]), 'warning', limits).catch(refuse);
  }
}

async function decodePixels(bytes: Uint8Array, failOn: 'truncated' | 'warning', limits: ImageLimits): Promise<Raster> {
  const { data, info } = await sharp(bytes, { failOn, limitInputPixels: limits.maxSide ** 2 })
    .autoOrient()
    .flatten({ background: BACKGROUND })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .timeout({ seconds: DECODE_SECONDS })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return channels === 3 ? { width, height, data } : refuse();
}

/** The library's errors are about the picture's bytes: nothing else was given to it. */
function refuse(): never {
  throw new BadImage({ kind: 'undecodable' });
}

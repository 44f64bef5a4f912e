import { BadImage } from '../../domain/errors.ts';
import type { PictureFormat } from '../../domain/pictures/pictureFormats.ts';
import type { Raster } from '../raster/raster.ts';
import { bmpRows, decodeBmp, readBmpHeader } from './bmp.ts';
import type { Container } from './containers/container.ts';
import { readContainer } from './containers/readContainer.ts';
import { decodePixels, type PixelRequest } from './decodePixels.ts';
import { formatOf } from './format.ts';
import { hasGreyCorner } from './greyCorner.ts';
import { checkSize, type ImageLimits } from './imageLimits.ts';
import { decodePnm, pnmRows, readPnmHeader } from './pnm.ts';
import { hasTornRows, type PixelRows } from './tornRows.ts';

export type PixelDecoder = (request: PixelRequest) => Promise<Raster>;

/**
 * Decodes JPEG, PNG, GIF, TIFF, WebP (first frame or page), AVIF, BMP and PNM to upright 8-bit sRGB: EXIF orientation is
 * applied; 16 bits, grey, CMYK, palettes and alpha are converted. The size in the header is checked before decoding, and
 * the decoder sees no more of the file than the first picture's pixels need (docs/adr/0005).
 * A file that ends early or is damaged is refused, not half decoded: a descriptor of half a photo is worth less than the
 * error.
 * @param apart decodes what the header does not bound, in a process that can be killed
 * @throws BadImage undecodable, too-small, too-large (sizes as oriented)
 */
export async function decodeImage(bytes: Uint8Array, limits: ImageLimits, apart: PixelDecoder): Promise<Raster> {
  const recognised = formatOf(bytes);
  if (!recognised) return refuse();
  if ('unsupported' in recognised) throw new BadImage({ kind: 'undecodable', format: recognised.unsupported });
  const { format } = recognised;
  if (format === 'bmp') return decodeOwn(bytes, readBmpHeader(bytes), { decode: decodeBmp, rowsOf: bmpRows }, limits);
  if (format === 'pnm') return decodeOwn(bytes, readPnmHeader(bytes), { decode: decodePnm, rowsOf: pnmRows }, limits);
  return decodeCommon(format, readContainer(format, bytes) ?? refuse(), limits, apart);
}

function decodeOwn<Header extends { width: number; height: number }>(
  bytes: Uint8Array,
  header: Header | undefined,
  codec: {
    readonly decode: (bytes: Uint8Array, header: Header) => Raster | undefined;
    readonly rowsOf: (bytes: Uint8Array, header: Header) => PixelRows | undefined;
  },
  limits: ImageLimits,
): Raster {
  if (!header) return refuse();
  checkSize(header, limits);
  const raster = codec.decode(bytes, header) ?? refuse();
  const rows = codec.rowsOf(bytes, header);
  return rows && hasTornRows(rows) ? refuse() : raster;
}

async function decodeCommon(
  format: PictureFormat,
  container: Container,
  limits: ImageLimits,
  apart: PixelDecoder,
): Promise<Raster> {
  const { size, orientation } = container;
  checkSize(orientation > 4 ? { width: size.height, height: size.width } : size, limits);
  const slim = container.slim() ?? refuse();
  if (container.isIntact && !(await container.isIntact())) return refuse();
  const decode = container.isolated() ? apart : decodePixels;
  const raster = await decode({
    bytes: slim,
    failOn: format === 'jpeg' ? 'warning' : 'error',
    limit: limits.maxSide ** 2,
    seconds: limits.decodeSeconds,
  }).catch(() => refuse());
  if (container.isWholeToTheEnd && hasGreyCorner(raster) && !container.isWholeToTheEnd()) return refuse();
  return raster;
}

function refuse(): never {
  throw new BadImage({ kind: 'undecodable' });
}

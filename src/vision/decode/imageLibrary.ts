import sharp from 'sharp';
import type { PictureFormat } from '../../domain/pictures/pictureFormats.ts';

/** The library's loader of each format that it decodes; BMP and PNM are decoded here. */
const LOADERS: Readonly<Record<Exclude<PictureFormat, 'bmp' | 'pnm'>, string>> = {
  jpeg: 'VipsForeignLoadJpegBuffer',
  png: 'VipsForeignLoadPngBuffer',
  gif: 'VipsForeignLoadNsgifBuffer',
  tiff: 'VipsForeignLoadTiffBuffer',
  webp: 'VipsForeignLoadWebpBuffer',
  avif: 'VipsForeignLoadHeifBuffer',
};

/**
 * Sets up the image library for this process: called once by each worker.
 * Loaders for formats that the service does not take are blocked in the library itself, so that a look-alike header
 * cannot reach them; one thread a picture, since the workers are the parallelism; no cache, since no file is read twice.
 */
export function setUpImageLibrary(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: Object.values(LOADERS),
  });
  sharp.concurrency(1);
  sharp.cache(false);
}

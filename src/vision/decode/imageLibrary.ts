import sharp from 'sharp';

/**
 * Sets up the image library for this process: called once by each worker.
 * Loaders for formats that the service does not take are blocked in the library itself, so that a look-alike header
 * cannot reach them; one thread a picture, since the workers are the parallelism; no cache, since no file is read twice.
 */
export function setUpImageLibrary(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadNsgifBuffer',
      'VipsForeignLoadTiffBuffer',
      'VipsForeignLoadWebpBuffer',
      'VipsForeignLoadHeifBuffer',
    ],
  });
  sharp.concurrency(1);
  sharp.cache(false);
}

import type { PictureFormat } from '../../../domain/pictures/pictureFormats.ts';
import { readJpeg } from '../jpeg/jpeg.ts';
import { readTiff } from '../tiff/tiff.ts';
import { readWebp } from '../webp/webp.ts';
import type { Container } from './container.ts';
import { readGif } from './gif.ts';
import { readHeif } from './heif.ts';
import { readPng } from './png.ts';

const READERS = {
  jpeg: readJpeg,
  png: readPng,
  gif: readGif,
  tiff: readTiff,
  webp: readWebp,
  avif: readHeif,
} as const;

/** What the file says of its picture; undefined when it has no header, or needs no reader (BMP, PNM). */
export function readContainer(format: PictureFormat, bytes: Uint8Array): Container | undefined {
  return format === 'bmp' || format === 'pnm' ? undefined : READERS[format](bytes);
}

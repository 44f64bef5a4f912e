/** A format of pictures that the service decodes. */
export type PictureFormat = 'jpeg' | 'png' | 'pnm' | 'bmp' | 'tiff' | 'gif' | 'webp' | 'avif';

interface FormatFacts {
  /** First bytes as hexadecimal digits; a dot stands for any. */
  readonly magic: RegExp;
  /** Behind `image/`, the usual one first; none: decoded, but not accepted by its own content type (contract 00 §5). */
  readonly contentTypes: readonly string[];
  /** Behind the dot of a file's name, in lower case. */
  readonly endings: readonly string[];
}

/**
 * All that is decoded: what tells it, the content types it may come with, and the names of its files (by name: `pictureNames.ts`). How it is read: `vision/decode`. The order is that of the
 * content types in the OpenAPI document.
 */
export const PICTURE_FORMATS: Readonly<Record<PictureFormat, FormatFacts>> = {
  jpeg: { magic: /^ffd8ff/, contentTypes: ['jpeg'], endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { magic: /^89504e470d0a1a0a/, contentTypes: ['png'], endings: ['png'] },
  // P1 to P6 and white space or a comment. `anymap` covers all of Netpbm.
  pnm: {
    magic: /^503[1-6](?:09|0a|0b|0c|0d|20|23)/,
    contentTypes: ['x-portable-pixmap', 'x-portable-graymap', 'x-portable-bitmap', 'x-portable-anymap'],
    endings: ['pbm', 'pgm', 'ppm', 'pnm'],
  },
  // `ms-bmp` is libmagic's name.
  bmp: { magic: /^424d/, contentTypes: ['bmp', 'x-windows-bmp', 'x-ms-bmp'], endings: ['bmp', 'dib'] },
  // Of both byte orders, and BigTIFF.
  tiff: { magic: /^(?:4949(?:2a|2b)00|4d4d00(?:2a|2b))/, contentTypes: ['tiff'], endings: ['tif', 'tiff'] },
  gif: { magic: /^47494638(?:37|39)61/, contentTypes: ['gif'], endings: ['gif'] },
  // RIFF, four bytes of length, WEBP.
  webp: { magic: /^52494646.{8}57454250/, contentTypes: ['webp'], endings: ['webp'] },
  // Four bytes of length, ftyp, the brand: avif, avis.
  avif: { magic: /^.{8}66747970617669(?:66|73)/, contentTypes: [], endings: ['avif'] },
};

/** By the first bytes alone; undefined for what is not decoded. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  return (Object.keys(PICTURE_FORMATS) as PictureFormat[]).find((format) => PICTURE_FORMATS[format].magic.test(head));
}

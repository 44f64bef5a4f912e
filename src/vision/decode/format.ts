/** Told by the bytes, never by a content type: `common` is what the image library decodes, the rest is our own. */
export type ImageFormat = 'common' | 'bmp' | 'pnm';

/** Magic numbers, as hexadecimal digits, of JPEG, PNG, GIF, and TIFF (both byte orders, classic and Big). */
const COMMON = [
  'ffd8ff',
  '89504e470d0a1a0a',
  '474946383761',
  '474946383961',
  '49492a00',
  '49492b00',
  '4d4d002a',
  '4d4d002b',
];
/** WebP: RIFF, four bytes of length, WEBP. */
const WEBP = /^52494646.{8}57454250/;
/** P1 to P6 and white space or a comment. */
const PNM = /^503[1-6](?:09|0a|0b|0c|0d|20|23)/;
const BMP = '424d';

/** Undefined for anything else, e.g. SVG, PDF or HEIF, which the image library could open, too. */
export function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  if (COMMON.some((magic) => head.startsWith(magic)) || WEBP.test(head)) return 'common';
  if (head.startsWith(BMP)) return 'bmp';
  if (PNM.test(head)) return 'pnm';
  return undefined;
}

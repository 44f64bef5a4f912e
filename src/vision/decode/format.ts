/** Told by the bytes, never by a content type. */
export type ImageFormat = 'jpeg' | 'png' | 'gif' | 'tiff' | 'webp' | 'avif' | 'bmp' | 'pnm';

/** What the bytes are: a format that is decoded here, or the name of one that is not. */
export type RecognisedFormat = { readonly format: ImageFormat } | { readonly unsupported: string };

/** First bytes as hexadecimal digits; a dot stands for any. */
const MAGIC: readonly [RegExp, RecognisedFormat][] = [
  [/^ffd8ff/, { format: 'jpeg' }],
  [/^89504e470d0a1a0a/, { format: 'png' }],
  [/^47494638(?:37|39)61/, { format: 'gif' }],
  [/^(?:4949(?:2a|2b)00|4d4d00(?:2a|2b))/, { format: 'tiff' }],
  // RIFF, four bytes of length, WEBP.
  [/^52494646.{8}57454250/, { format: 'webp' }],
  [/^424d/, { format: 'bmp' }],
  // P1 to P6 and white space or a comment.
  [/^503[1-6](?:09|0a|0b|0c|0d|20|23)/, { format: 'pnm' }],
  // Four bytes of length, ftyp, the brand: avif, avis; hei*, hev*; mif1, msf1.
  [/^.{8}66747970617669(?:66|73)/, { format: 'avif' }],
  [/^.{8}667479706865(?:69|76)/, { unsupported: 'HEIC' }],
  [/^.{8}667479706d(?:6966|7366)31/, { unsupported: 'HEIF' }],
  [/^(?:ff0a|0000000c4a584c200d0a870a)/, { unsupported: 'JPEG XL' }],
];

/** Undefined for anything else, e.g. SVG or PDF, which the image library could open, too. */
export function formatOf(bytes: Uint8Array): RecognisedFormat | undefined {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('hex');
  const found = MAGIC.find(([magic]) => magic.test(head))?.[1];
  // A HEIF file of the general brand may hold AVIF: it says so among its compatible brands.
  if (found && 'unsupported' in found && found.unsupported === 'HEIF' && head.includes('61766966')) {
    return { format: 'avif' };
  }
  return found;
}

export function isJpeg(bytes: Uint8Array): boolean {
  const recognised = formatOf(bytes);
  return recognised !== undefined && 'format' in recognised && recognised.format === 'jpeg';
}

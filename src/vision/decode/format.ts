import { type PictureFormat, pictureFormat } from '../../domain/pictures/pictureFormats.ts';

/** What the bytes are: a format that is decoded here, or the name of one that is not. */
export type RecognisedFormat = { readonly format: PictureFormat } | { readonly unsupported: string };

/** Formats that are not decoded, but named to the client. First bytes as hexadecimal digits; a dot stands for any. */
const UNSUPPORTED: readonly [RegExp, string][] = [
  // Four bytes of length, ftyp, the brand: hei*, hev*; mif1, msf1.
  [/^.{8}667479706865(?:69|76)/, 'HEIC'],
  [/^.{8}667479706d(?:6966|7366)31/, 'HEIF'],
  [/^(?:ff0a|0000000c4a584c200d0a870a)/, 'JPEG XL'],
];

/**
 * Told by the bytes, never by a content type. Undefined for anything else, e.g. SVG or PDF, which the image library could
 * open, too.
 */
export function formatOf(bytes: Uint8Array): RecognisedFormat | undefined {
  const format = pictureFormat(bytes);
  if (format) return { format };
  const head = Buffer.from(bytes.subarray(0, 64)).toString('hex');
  const unsupported = UNSUPPORTED.find(([magic]) => magic.test(head))?.[1];
  // A HEIF file of the general brand may hold AVIF: it says so among its compatible brands.
  if (unsupported === 'HEIF' && head.includes('61766966')) return { format: 'avif' };
  return unsupported === undefined ? undefined : { unsupported };
}

export function isJpeg(bytes: Uint8Array): boolean {
  return pictureFormat(bytes) === 'jpeg';
}

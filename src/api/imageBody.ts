import { Type } from 'typebox';
import { BadImage } from '../domain/errors.ts';
import type { Body } from './body.ts';
import { apiError } from './errors.ts';

/** Encoded image bytes, and whether the declared type is one that is converted first (contract 00 §5). */
export interface ImageBody {
  readonly image: Uint8Array;
  readonly convertible: boolean;
}

const IMAGE_TYPES = {
  'image/jpeg': { convertible: false },
  'image/png': { convertible: true },
  'image/x-portable-pixmap': { convertible: true },
  'image/bmp': { convertible: true },
  'image/tiff': { convertible: true },
  'image/gif': { convertible: true },
  'image/x-windows-bmp': { convertible: true },
} as const;

const BASE64_IMAGE_TYPES = {
  'image/x-jpeg-base64': { convertible: false },
  'image/x-png-base64': { convertible: true },
  'image/x-bmp-base64': { convertible: true },
  'image/x-windows-bmp-base64': { convertible: true },
  'image/x-tiff-base64': { convertible: true },
  'image/x-gif-base64': { convertible: true },
  'image/x-portable-pixmap-base64': { convertible: true },
} as const;

const DESCRIPTOR_ARCHIVE = 'application/x-vl-xpk';
const BASE64_DESCRIPTOR_ARCHIVE = 'application/x-vl-xpk-base64';

/** The content types of images, for the docs. */
export const imageContentTypes: readonly string[] = [...Object.keys(IMAGE_TYPES), ...Object.keys(BASE64_IMAGE_TYPES)];

/**
 * An image, raw or as base64 text. Another content type is 12017, bad base64 is 18001 (contract 00 §5, 20).
 * @param options.archives an XPK is answered by its own error, 12026, instead of 12017.
 */
export function imageBody(options: { readonly archives: boolean }): Body<ImageBody> {
  return {
    kind: 'image',
    optional: false,
    schema: Type.String({ format: 'binary' }),
    read({ bytes, contentType }) {
      if (contentType in IMAGE_TYPES) return { image: bytes, ...IMAGE_TYPES[contentType as keyof typeof IMAGE_TYPES] };
      if (contentType in BASE64_IMAGE_TYPES) {
        const type = BASE64_IMAGE_TYPES[contentType as keyof typeof BASE64_IMAGE_TYPES];
        return { image: decodeBase64(bytes), ...type };
      }
      if (options.archives && contentType === DESCRIPTOR_ARCHIVE) throw apiError('badXpk');
      if (options.archives && contentType === BASE64_DESCRIPTOR_ARCHIVE) {
        decodeBase64(bytes);
        throw apiError('badXpk');
      }
      throw apiError('badContentType');
    },
  };
}

/** Runs the work on an image body: an undecodable image of a convertible type has its own error, 18002. */
export async function withImageErrors<Result>(body: ImageBody, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (body.convertible && error instanceof BadImage && error.problem.kind === 'undecodable') {
      throw apiError('imageNotConvertible');
    }
    throw error;
  }
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Strict but for white space, which mail-style encoders put every 76 characters; padding is required. */
export function decodeBase64(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replace(/\s+/g, '');
  if (text.length % 4 !== 0 || !BASE64.test(text)) throw apiError('badBase64');
  return Buffer.from(text, 'base64');
}

import { Type } from 'typebox';
import { BadImage } from '../domain/errors.ts';
import type { Body } from './body.ts';
import { apiError } from './errors.ts';

/** Encoded image bytes, and whether the declared type is one that is converted first (contract 00 §5). */
export interface ImageBody {
  readonly image: Uint8Array;
  readonly convertible: boolean;
}

interface ImageType {
  readonly base64: boolean;
  readonly convertible: boolean;
}

const IMAGE_TYPES: ReadonlyMap<string, ImageType> = new Map([
  ['image/jpeg', { base64: false, convertible: false }],
  ['image/png', { base64: false, convertible: true }],
  ['image/x-portable-pixmap', { base64: false, convertible: true }],
  ['image/bmp', { base64: false, convertible: true }],
  ['image/tiff', { base64: false, convertible: true }],
  ['image/gif', { base64: false, convertible: true }],
  ['image/x-windows-bmp', { base64: false, convertible: true }],
  ['image/x-jpeg-base64', { base64: true, convertible: false }],
  ['image/x-png-base64', { base64: true, convertible: true }],
  ['image/x-bmp-base64', { base64: true, convertible: true }],
  ['image/x-windows-bmp-base64', { base64: true, convertible: true }],
  ['image/x-tiff-base64', { base64: true, convertible: true }],
  ['image/x-gif-base64', { base64: true, convertible: true }],
  ['image/x-portable-pixmap-base64', { base64: true, convertible: true }],
]);

const DESCRIPTOR_ARCHIVE = 'application/x-vl-xpk';
const BASE64_DESCRIPTOR_ARCHIVE = 'application/x-vl-xpk-base64';

/** The content types of images, for the docs. */
export const imageContentTypes: readonly string[] = [...IMAGE_TYPES.keys()];

/** An image of a content type of the contract; undefined for another type. Bad base64 is 18001 (contract 00 §5). */
export function imageOf(bytes: Uint8Array, contentType: string): ImageBody | undefined {
  const type = IMAGE_TYPES.get(contentType);
  return type && { image: type.base64 ? decodeBase64(bytes) : bytes, convertible: type.convertible };
}

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
      const image = imageOf(bytes, contentType);
      if (image) return image;
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

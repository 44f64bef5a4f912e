import { Type } from 'typebox';
import type { Base64Decoder } from '../../../core/descriptors/base64Decoder.ts';
import type { DescriptorFile } from '../../../core/descriptors/descriptorFiles.ts';
import { BadImage } from '../../../domain/errors.ts';
import { PICTURE_FORMATS } from '../../../domain/pictures/pictureFormats.ts';
import { apiError } from '../../errors/apiError.ts';
import type { Body, BodyRules, RawBody } from './body.ts';

/** Encoded image bytes, and whether the declared type is one that is converted first (contract 00 §5). */
export interface ImageBody {
  readonly image: Uint8Array;
  readonly convertible: boolean;
}

interface ImageType {
  readonly base64: boolean;
  readonly convertible: boolean;
}

/** Types that are converted first: all but JPEG. */
const { jpeg: _, ...OTHERS } = PICTURE_FORMATS;
const CONVERTIBLE = Object.values(OTHERS).flatMap(({ contentTypes }) => contentTypes);

/** `x-png-base64` of `png`, `x-windows-bmp-base64` of `x-windows-bmp`. */
function base64Of(type: string): string {
  return `x-${type.replace(/^x-/, '')}-base64`;
}

const IMAGE_TYPES: ReadonlyMap<string, ImageType> = new Map([
  ['image/jpeg', { base64: false, convertible: false }],
  ...CONVERTIBLE.map((type): [string, ImageType] => [`image/${type}`, { base64: false, convertible: true }]),
  ['image/x-jpeg-base64', { base64: true, convertible: false }],
  ...CONVERTIBLE.map((type): [string, ImageType] => [`image/${base64Of(type)}`, { base64: true, convertible: true }]),
]);

export const DESCRIPTOR_TYPE = 'application/x-vl-face-descriptor';
export const ARCHIVE_TYPE = 'application/x-vl-xpk';

const DESCRIPTOR_TYPES: ReadonlyMap<string, { readonly file: DescriptorFile['file']; readonly base64: boolean }> =
  new Map([
    [DESCRIPTOR_TYPE, { file: 'descriptor', base64: false }],
    [ARCHIVE_TYPE, { file: 'archive', base64: false }],
    [`${DESCRIPTOR_TYPE}-base64`, { file: 'descriptor', base64: true }],
    [`${ARCHIVE_TYPE}-base64`, { file: 'archive', base64: true }],
  ]);

/** Of ready descriptors, raw or as base64 text. */
export const isDescriptorType = (contentType: string): boolean => DESCRIPTOR_TYPES.has(contentType);

/** An image of a content type of the contract; undefined for another type. Bad base64 is 18001 (contract 00 §5). */
export async function imageOf(body: RawBody, { base64 }: BodyRules): Promise<ImageBody | undefined> {
  const type = IMAGE_TYPES.get(body.contentType);
  if (!type) return undefined;
  const image = type.base64 ? await bytesOfBase64(base64, body.bytes, body.signal) : body.bytes;
  return { image, convertible: type.convertible };
}

/** An image, raw or as base64 text. Another content type is 12017, bad base64 is 18001 (contract 00 §5, 20). */
export const imageBody: Body<ImageBody> = {
  kind: 'image',
  optional: false,
  schema: Type.String({ format: 'binary' }),
  contentTypes: [...IMAGE_TYPES.keys()],
  async read(body, rules) {
    const image = await imageOf(body, rules);
    if (!image) throw apiError('badContentType');
    return image;
  },
};

/** An image or ready descriptors, raw or as base64 text; errors as of an image. */
export const faceBody: Body<ImageBody | DescriptorFile> = {
  ...imageBody,
  contentTypes: [...IMAGE_TYPES.keys(), ...DESCRIPTOR_TYPES.keys()],
  async read(body, rules) {
    const type = DESCRIPTOR_TYPES.get(body.contentType);
    if (!type) return imageBody.read(body, rules);
    const { bytes, signal } = body;
    return { file: type.file, bytes: type.base64 ? await bytesOfBase64(rules.base64, bytes, signal) : bytes };
  },
};

/** Runs the work on an image body: an undecodable image of a convertible type has its own error, 18002. */
export async function withImageErrors<Result>(
  body: ImageBody | DescriptorFile,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (
      'convertible' in body &&
      body.convertible &&
      error instanceof BadImage &&
      error.problem.kind === 'undecodable'
    ) {
      const { format } = error.problem;
      throw format ? apiError('imageFormatNotConvertible', format) : apiError('imageNotConvertible');
    }
    throw error;
  }
}

/** @throws ApiError badBase64 */
export async function bytesOfBase64(
  base64: Pick<Base64Decoder, 'decode'>,
  text: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const bytes = await base64.decode(text, signal);
  if (!bytes) throw apiError('badBase64');
  return bytes;
}

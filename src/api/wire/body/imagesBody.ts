import { Type } from 'typebox';
import { apiError } from '../../errors/apiError.ts';
import type { Body, BodyRules, RawBody } from './body.ts';
import { type ImageBody, imageBody, imageOf } from './imageBody.ts';
import { parseJsonObject } from './jsonBody.ts';
import type { MultipartLimits } from './multipart.ts';

/** One of several pictures. Bad base64 is an error of the picture that has it, hence the call. */
export interface LabelledImage {
  /** File name of the part. */
  readonly label: string;
  /** @throws ApiError badBase64 */
  read(): Promise<ImageBody>;
}

const IMAGES = 'images';
const META = 'meta';
const MOST_PARTS = 32;
const META_BYTES = 64 * 1024;
/** Label of a picture that came without a file name, as in LUNA PLATFORM 5. */
const UNNAMED = 'raw_image';

/** Which parts a body of several images may have; the whole body is limited as an image is. */
export const IMAGE_PARTS: Omit<MultipartLimits, 'bytes' | 'share'> = {
  parts: MOST_PARTS,
  keep: (name) => (name === IMAGES ? Number.POSITIVE_INFINITY : name === META ? META_BYTES : undefined),
};

/**
 * Images as parts `images` of multipart/form-data, with a JSON object `meta` about their source, or one image as the body
 * (contract 70). `meta` is checked and not used: the net knows no devices. No image is 12014, bad `meta` 12002 or 12005,
 * another content type 12017.
 */
export function imagesBody(): Body<readonly LabelledImage[]> {
  return {
    kind: 'images',
    optional: false,
    schema: Type.Object({
      images: Type.Array(Type.String({ format: 'binary' }), { minItems: 1, maxItems: MOST_PARTS }),
      meta: Type.Optional(
        Type.Unsafe<object>({ type: 'object', description: 'About the source: device, system, position' }),
      ),
    }),
    ...(imageBody.contentTypes && { contentTypes: imageBody.contentTypes }),
    async read(body, rules) {
      const { parts, signal } = body;
      if (!parts) {
        const image = await imageBody.read(body, rules);
        return [{ label: UNNAMED, read: async () => image }];
      }
      const images = parts.filter(({ name }) => name === IMAGES);
      if (images.length === 0) throw apiError('parameterRequired', IMAGES);
      for (const { name, bytes: json } of parts) if (name === META) parseJsonObject(json);
      return images.map((part) => ({
        label: part.fileName || UNNAMED,
        read: () => readPart({ ...part, ...(signal && { signal }) }, rules),
      }));
    },
  };
}

/** Clients are careless about the types of parts: those that are no image's are passed over, the bytes tell what it is. */
async function readPart(part: RawBody, rules: BodyRules): Promise<ImageBody> {
  return (await imageOf(part, rules)) ?? { image: part.bytes, convertible: false };
}

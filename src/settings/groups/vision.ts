import Type from 'typebox';
import { choice, type SettingMeta, whole } from '../settingKinds.ts';

export const vision = {
  EMBEDDER: choice(['fr', 'dlib'], {
    default: 'fr',
    description:
      'Net that makes descriptors. `fr`: accurate. `dlib`: cleaner provenance, weaker (docs/models.md). Descriptors of different nets are never compared.',
  }),
  VISION_WORKERS: whole(0, 64, {
    default: 0,
    description: 'Inference threads, one picture at a time each. 0: one for each core.',
  }),
  VISION_QUEUE_LIMIT: whole(1, 10_000, {
    default: 64,
    description: 'Pictures that may wait for a thread; one more is refused as unavailable.',
  }),
  DECODE_TIMEOUT_SECONDS: whole(1, 600, {
    default: 4,
    description:
      'Processor time of decoding one picture whose header does not bound the work (TIFF, AVIF, JPEG of many scans). A photo takes a small part of it; a file built to be slow is refused like one that cannot be decoded.',
  }),
  VISION_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 60,
    description:
      'A picture may hold an inference thread so long, all included. Then its request is refused like one that cannot be decoded, and the thread is replaced.',
  }),
  MIN_IMAGE_SIDE: whole(16, 4096, { default: 96, description: 'Least width and height of a picture, pixels.' }),
  MAX_IMAGE_SIDE: whole(256, 16_384, {
    default: 4096,
    description: 'Greatest width and height of a picture, pixels; checked on the header, before decoding.',
  }),
  THUMBNAIL_SIDES: Type.Array(Type.Integer({ minimum: 16, maximum: 1024 }), {
    minItems: 1,
    maxItems: 8,
    uniqueItems: true,
    default: [64, 96, 160],
    description: 'Sides of the stored thumbnails of a portrait, pixels.',
  } satisfies SettingMeta & Record<string, unknown>),
};

import Type from 'typebox';
import { choice, type SettingMeta, whole } from '../settingKinds.ts';

export const vision = {
  EMBEDDER: choice(['auto', 'fr+', 'fr', 'mobilefacenet', 'dlib'], {
    default: 'auto',
    description:
      'What makes descriptors. `auto`: that of the descriptors in the database, `fr+` while there are none. `fr+`: the most accurate. `fr`: the default of old, less work for a face, descriptors twice as large. `mobilefacenet`: weaker. `dlib`: cleaner provenance, much weaker (docs/models.md). Descriptors of different ones are never compared.',
  }),
  VISION_WORKERS: whole(0, 64, {
    default: 0,
    description: 'Inference threads; each works on one picture at a time. 0: one for each core.',
  }),
  VISION_QUEUE_LIMIT: whole(1, 10_000, {
    default: 64,
    description: 'Pictures that may wait for a thread; one more gets 503.',
  }),
  DECODE_TIMEOUT_SECONDS: whole(1, 600, {
    default: 4,
    description:
      'Processor time for decoding one picture whose header does not bound the work (TIFF, AVIF, JPEG with many scans). Photos need a small part of it; a file built to be slow is refused like one that cannot be decoded.',
  }),
  VISION_TIMEOUT_SECONDS: whole(1, 3600, {
    default: 60,
    description:
      'How long one picture may hold an inference thread. After that its request is refused as if the picture could not be decoded, and the thread is replaced.',
  }),
  MIN_IMAGE_SIDE: whole(16, 4096, { default: 96, description: 'Smallest width and height of a picture, in pixels.' }),
  MAX_IMAGE_SIDE: whole(256, 16_384, {
    default: 4096,
    description: 'Largest width and height of a picture, in pixels; checked in the header, before decoding.',
  }),
  THUMBNAIL_SIDES: Type.Array(Type.Integer({ minimum: 16, maximum: 1024 }), {
    minItems: 1,
    maxItems: 8,
    uniqueItems: true,
    default: [64, 96, 160],
    description: 'Sides of the thumbnails that are stored with a portrait, in pixels.',
  } satisfies SettingMeta & Record<string, unknown>),
};

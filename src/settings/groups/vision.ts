import Type from 'typebox';
import { modelName, type SettingMeta, text, whole } from '../settingKinds.ts';

/** Embedders that come with the service. */
export const BUILT_IN_EMBEDDERS = ['fr+', 'fr', 'mobilefacenet', 'dlib'] as const;

export const vision = {
  EMBEDDER: modelName({
    default: 'auto',
    allowed: `auto, ${BUILT_IN_EMBEDDERS.join(', ')}, or the name of an own embedder`,
    description:
      'What makes descriptors. `auto`: that of the descriptors in the database, `fr+` while there are none. `fr+`: the most accurate. `fr`: the default of old, less work for a face, descriptors twice as large. `mobilefacenet`: weaker. `dlib`: cleaner provenance, much weaker (docs/models.md). The name of an own embedder: that of `MODEL_MANIFESTS`. Descriptors of different ones are never compared.',
  }),
  MODEL_MANIFESTS: text({
    default: '',
    minLength: 0,
    kind: 'paths',
    description:
      'Own models: manifests, or folders whose `.json` files are manifests, separated by commas (docs/own-models.md).',
  }),
  DETECTOR: modelName({
    default: 'built-in',
    allowed: 'built-in, or the name of an own detector',
    description:
      'What finds faces. `built-in`: the net that comes with the service; else an own one of `MODEL_MANIFESTS`.',
  }),
  LIVENESS_NET: modelName({
    default: 'built-in',
    allowed: 'built-in, or the name of an own liveness net',
    description:
      'What tells living people from prints, screens and masks. Another net needs another `LIVENESS_THRESHOLD`.',
  }),
  VISION_WORKERS: whole(0, 64, {
    default: 0,
    description: 'Inference threads; each works on one picture at a time. 0: one for each core.',
  }),
  VISION_NICENESS: whole(0, 19, {
    default: 12,
    description:
      'Steps by which inference threads let others go first where cores are short (Linux): with 12 they get a fifteenth of what the thread that answers requests gets, and other processes of the machine; with 5 a third. Where reads and writes compete with photos for all cores, 12 makes the slowest reads a sixth to a third faster than 5, and an eighth fewer photos go through; lower it where photos count more, or where other programs keep the cores busy. Node.js’s own threads, which collect garbage and read files, stand back half as far, 5 steps at most. 0: all are equal, and requests wait behind photos.',
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

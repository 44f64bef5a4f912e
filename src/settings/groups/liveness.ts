import { decimal, flag, whole } from '../settingKinds.ts';

export const liveness = {
  LIVENESS_ENABLED: flag({
    default: true,
    description: 'Serve `POST /liveness`. Off: it gets 403, and so does a handler that requires liveness.',
  }),
  LIVENESS_THRESHOLD: decimal(0, 1, {
    default: 0.6,
    description:
      'Probability from which a face counts as alive. The default is fitted to our net (docs/accuracy.md); LUNA PLATFORM 5’s 0.88 belongs to another one.',
  }),
  LIVENESS_QUALITY_THRESHOLD: decimal(0, 1, {
    default: 0,
    description:
      'A face with a lower quality (light, colour, sharpness) never counts as alive. 0: quality does not matter.',
  }),
  LIVENESS_MIN_FACE_WIDTH: whole(16, 4096, {
    default: 64,
    description:
      'Smallest width of a face, in pixels. Narrower faces are refused: they have too few pixels to recognise a print or a screen.',
  }),
  LIVENESS_MIN_MARGIN: decimal(0, 1, {
    default: 0.1,
    description:
      'Room between a face and each edge of the picture, in widths of the face. The surroundings of a face are half of the evidence; below the default, a third or more of live people are judged attacks.',
  }),
};

import { decimal, flag, whole } from '../settingKinds.ts';

export const liveness = {
  LIVENESS_ENABLED: flag({
    default: true,
    description: 'Serve `POST /liveness`. Off: it is answered 403, and a handler that demands liveness with it.',
  }),
  LIVENESS_THRESHOLD: decimal(0, 1, {
    default: 0.6,
    description:
      'Probability from which a face counts as alive. The default is fitted to our net (docs/accuracy.md); the 0.88 of LUNA PLATFORM 5 belongs to another.',
  }),
  LIVENESS_QUALITY_THRESHOLD: decimal(0, 1, {
    default: 0,
    description: 'A face of lower quality (light, colour, sharpness) never counts as alive. 0 leaves quality out.',
  }),
  LIVENESS_MIN_FACE_WIDTH: whole(16, 4096, {
    default: 64,
    description: 'A narrower face, in pixels, is refused: too few pixels to see a print or a screen in.',
  }),
  LIVENESS_MIN_MARGIN: decimal(0, 1, {
    default: 0.1,
    description:
      'Room that a face needs to each edge of the picture, in widths of the face. What surrounds a face is half of the evidence; below the default a third of the living and more are taken for attacks.',
  }),
};

import { alignTo } from '../geometry/affine.ts';
import type { Point } from '../geometry/point.ts';
import { sample } from '../raster/sample.ts';
import { RAW_RGB } from '../raster/tensorLayout.ts';
import { type EmbedderModel, normalise } from './embedder.ts';

const SIZE = 150;
const PADDING = 0.25;
/** dlib's mean face shape, [iBUG point, x, y] in a unit square; brows and lower lip move too much and are left out. */
const MEAN_SHAPE = [
  [27, 0.490127, 0.203352],
  [28, 0.490127, 0.307009],
  [29, 0.490127, 0.409805],
  [30, 0.490127, 0.515625],
  [31, 0.36688, 0.587326],
  [32, 0.426036, 0.609345],
  [33, 0.490127, 0.628106],
  [34, 0.554217, 0.609345],
  [35, 0.613373, 0.587326],
  [36, 0.121737, 0.216423],
  [37, 0.187122, 0.178758],
  [38, 0.265825, 0.179852],
  [39, 0.334606, 0.231733],
  [40, 0.260918, 0.245099],
  [41, 0.182743, 0.244077],
  [42, 0.645647, 0.231733],
  [43, 0.714428, 0.179852],
  [44, 0.793132, 0.178758],
  [45, 0.858516, 0.216423],
  [46, 0.79751, 0.244077],
  [47, 0.719335, 0.245099],
  [48, 0.254149, 0.780233],
  [49, 0.340985, 0.745405],
  [50, 0.428858, 0.727388],
  [51, 0.490127, 0.742578],
  [52, 0.551395, 0.727388],
  [53, 0.639268, 0.745405],
  [54, 0.726104, 0.780233],
  [60, 0.290379, 0.784792],
  [61, 0.428096, 0.778746],
  [62, 0.490127, 0.785343],
  [63, 0.552157, 0.778746],
  [64, 0.689874, 0.784792],
] as const;
const TEMPLATE: readonly Point[] = MEAN_SHAPE.map(([, x, y]) => ({
  x: (SIZE * (PADDING + x)) / (2 * PADDING + 1),
  y: (SIZE * (PADDING + y)) / (2 * PADDING + 1),
}));

/** dlib's ResNet as it ships with face-api: cleaner provenance, weaker. The net itself subtracts its mean. */
export const DLIB: EmbedderModel = {
  id: 'dlib-resnet-128-v1',
  roles: ['embedder-dlib'],
  dimension: 128,
  calibration: { middle: 0.92, steepness: 88 },
  create: (nets) => {
    const net = nets('embedder-dlib');
    return async (picture, points68) => {
      const crop = alignTo(
        TEMPLATE,
        MEAN_SHAPE.map(([index]) => points68[index] as Point),
      );
      const outputs = await net.run(sample(picture, crop, SIZE, SIZE, RAW_RGB), [1, SIZE, SIZE, 3]);
      return { vector: normalise(outputs.ending(128)) };
    };
  },
};

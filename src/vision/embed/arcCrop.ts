import { alignTo } from '../geometry/affine.ts';
import type { Point } from '../geometry/point.ts';
import { fivePoints } from '../landmarks/landmarks.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';

/** Pixels a side. */
export const ARC_SIZE = 112;
/** Numbers of a crop. */
export const ARC_VALUES = ARC_SIZE * ARC_SIZE * 3;
/** The five points of the ArcFace crop (Deng et al. 2019). */
export const ARC_TEMPLATE: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** The face as nets that were trained on ArcFace's crop expect it: 112×112 pixels. */
export function arcCrop(picture: Pyramid, points68: readonly Point[], layout: TensorLayout): Float32Array {
  return sample(picture, alignTo(ARC_TEMPLATE, fivePoints(points68)), ARC_SIZE, ARC_SIZE, layout);
}

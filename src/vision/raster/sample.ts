import { type Affine, scaleOf } from '../geometry/affine.ts';
import { rasterKernel } from './kernel/rasterKernel.ts';
import type { Pyramid } from './pyramid.ts';
import { sampleLevel } from './sampleLevel.ts';
import type { TensorLayout } from './tensorLayout.ts';

/**
 * Cuts a crop out of a picture, resampled, black outside the picture.
 * @param toPicture maps crop pixels to the pixels of pyramid level 0
 * @param out as many values as the crop has; new memory when left out
 */
export function sample(
  pyramid: Pyramid,
  toPicture: Affine,
  width: number,
  height: number,
  layout: TensorLayout,
  out = new Float32Array(width * height * 3),
): Float32Array {
  const index = Math.max(0, Math.floor(Math.log2(scaleOf(toPicture)) + LEVEL_BIAS));
  const { raster, shrink } = pyramid.level(index);
  const m = {
    a: toPicture.a * shrink,
    b: toPicture.b * shrink,
    c: toPicture.c * shrink,
    d: toPicture.d * shrink,
    e: toPicture.e * shrink,
    f: toPicture.f * shrink,
  };
  if (rasterKernel) rasterKernel.sample(raster, m, { width, height }, layout, out);
  else sampleLevel(raster, m, { width, height }, layout, out);
  return out;
}

/** A crop pixel is between 0.7 and 1.4 pixels of its level wide: sharp enough for the nets, and without aliasing. */
const LEVEL_BIAS = 0.5;

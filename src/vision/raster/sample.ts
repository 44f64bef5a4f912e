import { type Affine, scaleOf } from '../geometry/affine.ts';
import type { Pyramid } from './pyramid.ts';
import type { Raster } from './raster.ts';

/** How a net wants its pixels: value = (channel − mean) / deviation, channel 0..255. */
export interface TensorLayout {
  /** `planar`: channel after channel (NCHW); `interleaved`: pixel after pixel (NHWC). */
  readonly arrangement: 'planar' | 'interleaved';
  readonly order: 'rgb' | 'bgr';
  /** In R, G, B order, whatever `order` is. */
  readonly mean: readonly [number, number, number];
  readonly deviation: number;
}

/** Channels as they are: interleaved R, G, B, 0..255. */
export const RAW_RGB: TensorLayout = { arrangement: 'interleaved', order: 'rgb', mean: [0, 0, 0], deviation: 1 };

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
  sampleLevel(raster, m, width, height, layout, out);
  return out;
}

/** A crop pixel is between 0.7 and 1.4 pixels of its level wide: sharp enough for the nets, and without aliasing. */
const LEVEL_BIAS = 0.5;

function sampleLevel(
  raster: Raster,
  m: Affine,
  width: number,
  height: number,
  layout: TensorLayout,
  out: Float32Array,
): void {
  const { data, width: sourceWidth, height: sourceHeight } = raster;
  const planar = layout.arrangement === 'planar';
  const pixelStep = planar ? 1 : 3;
  const channelStep = planar ? width * height : 1;
  const redAt = layout.order === 'rgb' ? 0 : 2 * channelStep;
  const greenAt = channelStep;
  const blueAt = layout.order === 'rgb' ? 2 * channelStep : 0;
  const scale = 1 / layout.deviation;
  const [meanRed, meanGreen, meanBlue] = layout.mean;
  const lastX = sourceWidth - 1;
  const lastY = sourceHeight - 1;
  let to = 0;
  for (let y = 0; y < height; y++) {
    // Pixel centres: crop (x + ½, y + ½) reads the source at its own centre grid, hence the −½.
    let sourceX = m.a * 0.5 + m.b * (y + 0.5) + m.c - 0.5;
    let sourceY = m.d * 0.5 + m.e * (y + 0.5) + m.f - 0.5;
    for (let x = 0; x < width; x++, to += pixelStep, sourceX += m.a, sourceY += m.d) {
      let red = 0;
      let green = 0;
      let blue = 0;
      const x0 = Math.floor(sourceX);
      const y0 = Math.floor(sourceY);
      if (x0 >= -1 && y0 >= -1 && x0 <= lastX && y0 <= lastY) {
        const fx = sourceX - x0;
        const fy = sourceY - y0;
        const left = Math.max(x0, 0);
        const right = x0 < lastX ? x0 + 1 : lastX;
        const upper = Math.max(y0, 0) * sourceWidth;
        const lower = (y0 < lastY ? y0 + 1 : lastY) * sourceWidth;
        const p = (upper + left) * 3;
        const q = (upper + right) * 3;
        const r = (lower + left) * 3;
        const s = (lower + right) * 3;
        const wp = (1 - fx) * (1 - fy);
        const wq = fx * (1 - fy);
        const wr = (1 - fx) * fy;
        const ws = fx * fy;
        red = (data[p] as number) * wp + (data[q] as number) * wq + (data[r] as number) * wr + (data[s] as number) * ws;
        green =
          (data[p + 1] as number) * wp +
          (data[q + 1] as number) * wq +
          (data[r + 1] as number) * wr +
          (data[s + 1] as number) * ws;
        blue =
          (data[p + 2] as number) * wp +
          (data[q + 2] as number) * wq +
          (data[r + 2] as number) * wr +
          (data[s + 2] as number) * ws;
      }
      out[to + redAt] = (red - meanRed) * scale;
      out[to + greenAt] = (green - meanGreen) * scale;
      out[to + blueAt] = (blue - meanBlue) * scale;
    }
  }
}

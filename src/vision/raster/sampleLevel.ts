import type { Affine } from '../geometry/affine.ts';
import type { Size } from '../geometry/box.ts';
import type { Raster } from './raster.ts';
import type { TensorLayout } from './tensorLayout.ts';

/**
 * Cuts a crop out of one level of a picture, with bilinear samples, black outside the picture. Plain JavaScript: what the kernel
 * is measured against, and what runs where there is no WASM SIMD.
 * @param m maps crop pixels to the level's
 */
export function sampleLevel(
  raster: Raster,
  m: Affine,
  { width, height }: Size,
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
    // Pixel centres: crop (x + ½, y + ½) reads the source at the centres of its own grid, so subtract ½.
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

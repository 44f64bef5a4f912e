import type { Rect } from '../face.ts';
import type { Size } from '../geometry/box.ts';
import { rasterKernel } from './kernel/rasterKernel.ts';
import type { Pyramid } from './pyramid.ts';
import type { Raster } from './raster.ts';
import { type Taps, tapsOf } from './taps.ts';

/**
 * An area of a picture as a picture of another size, for people to look at: from the level that is less than twice as large, where that
 * is smaller than the picture.
 * @param area whole pixels inside the picture
 */
export function resize(picture: Pyramid, area: Rect, { width, height }: Size): Raster {
  const scale = Math.min(area.width / width, area.height / height);
  const { raster, shrink } = picture.level(Math.max(0, Math.floor(Math.log2(scale))));
  const columns = tapsOf({ start: area.x * shrink, length: area.width * shrink }, width, raster.width);
  const rows = tapsOf({ start: area.y * shrink, length: area.height * shrink }, height, raster.height);
  return rasterKernel?.resize(raster, columns, rows) ?? resizeLevel(raster, columns, rows);
}

/** Plain JavaScript: what the kernel is measured against, and what runs where there is no WASM SIMD. */
export function resizeLevel(raster: Raster, columns: Taps, rows: Taps): Raster {
  const [width, height] = [columns.starts.length, rows.starts.length];
  const data = new Uint8ClampedArray(width * height * 3);
  const line = new Float32Array(raster.width * 3);
  for (let y = 0; y < height; y++) {
    blendLines(raster, rows, y, line);
    for (let x = 0; x < width; x++) {
      const start = (columns.starts[x] as number) * 3;
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let tap = 0; tap < columns.count; tap++) {
          sum += (line[start + tap * 3 + channel] as number) * (columns.weights[x * columns.count + tap] as number);
        }
        data[(y * width + x) * 3 + channel] = sum;
      }
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

function blendLines({ width, data }: Raster, { starts, count, weights }: Taps, y: number, line: Float32Array): void {
  const first = (starts[y] as number) * width * 3;
  for (let at = 0; at < line.length; at++) {
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      sum += (data[first + tap * width * 3 + at] as number) * (weights[y * count + tap] as number);
    }
    line[at] = sum;
  }
}

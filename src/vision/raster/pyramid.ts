import type { Raster } from './raster.ts';

/** Level n has half the size of level n − 1; level 0 is the picture itself. Levels are made when first asked for. */
export interface Pyramid {
  readonly width: number;
  readonly height: number;
  /** The level asked for, or the smallest there is; `shrink` takes coordinates of the picture to the level's. */
  level(index: number): { readonly raster: Raster; readonly shrink: number };
}

/**
 * Large crops are sampled from a level near their own resolution: one bilinear tap there costs what up to 36
 * supersampled taps cost at full size, and does not alias.
 */
export function createPyramid(raster: Raster): Pyramid {
  const levels: Raster[] = [raster];
  return {
    width: raster.width,
    height: raster.height,
    level(index) {
      let last = levels.at(-1) ?? raster;
      while (levels.length <= index && Math.min(last.width, last.height) >= 2) {
        last = halve(last);
        levels.push(last);
      }
      const found = Math.min(index, levels.length - 1);
      return { raster: levels[found] ?? last, shrink: 1 / 2 ** found };
    },
  };
}

/**
 * Means of 2×2 pixels. An odd last row or column is left out, so that level n covers exactly `2^n` source pixels a
 * pixel and coordinates scale without a shift.
 */
function halve(raster: Raster): Raster {
  const width = raster.width >> 1;
  const height = raster.height >> 1;
  const source = raster.data;
  const data = new Uint8Array(width * height * 3);
  const row = raster.width * 3;
  let to = 0;
  for (let y = 0; y < height; y++) {
    let a = 2 * y * row;
    let b = a + row;
    for (let x = 0; x < width; x++, a += 6, b += 6, to += 3) {
      data[to] =
        ((source[a] as number) + (source[a + 3] as number) + (source[b] as number) + (source[b + 3] as number) + 2) >>
        2;
      data[to + 1] =
        ((source[a + 1] as number) +
          (source[a + 4] as number) +
          (source[b + 1] as number) +
          (source[b + 4] as number) +
          2) >>
        2;
      data[to + 2] =
        ((source[a + 2] as number) +
          (source[a + 5] as number) +
          (source[b + 2] as number) +
          (source[b + 5] as number) +
          2) >>
        2;
    }
  }
  return { width, height, data };
}

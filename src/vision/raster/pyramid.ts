import { halve } from './halve.ts';
import { rasterKernel } from './kernel/rasterKernel.ts';
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
        last = rasterKernel?.halve(last) ?? halve(last);
        levels.push(last);
      }
      const found = Math.min(index, levels.length - 1);
      return { raster: levels[found] ?? last, shrink: 1 / 2 ** found };
    },
  };
}

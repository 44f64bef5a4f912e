import type { Raster } from '../raster/raster.ts';

/** Pixels along an edge, the side of a block. */
const LENGTH = 8;
/** Middle grey, seen through any colour profile. */
const [DARKEST, BRIGHTEST] = [40, 200];

/**
 * Whether a corner of the picture is an even grey along one of its edges. JPEG blocks that are missing at the end of a file are
 * drawn in it, and the image library does not tell of those in the last rows. Any corner: the picture may have been turned.
 */
export function hasGreyCorner({ width, height, data }: Raster): boolean {
  const isEven = (x: number, y: number, stepX: number, stepY: number): boolean => {
    const first = (y * width + x) * 3;
    for (let channel = 0; channel < 3; channel++) {
      const level = data[first + channel] as number;
      if (level < DARKEST || level > BRIGHTEST) return false;
      for (let step = 1; step < LENGTH; step++) {
        if (data[first + (step * stepY * width + step * stepX) * 3 + channel] !== level) return false;
      }
    }
    return true;
  };
  return [0, 1].some((right) =>
    [0, 1].some((low) => {
      const [x, y] = [right * (width - 1), low * (height - 1)];
      return isEven(x, y, right ? -1 : 1, 0) || isEven(x, y, 0, low ? -1 : 1);
    }),
  );
}

import type { Raster } from '../raster/raster.ts';

/** Rows that must be black through and through. */
const LEAST_ROWS = 2;
/** Part of a row that must be black beside them. */
const LEAST_PART = 1 / 8;
/** How much of that part may be black already one row further. */
const STEP = 1 / 8;

/**
 * Whether a hole of zero bytes in an uncompressed file shows: black rows that begin or end in the middle of a row, with
 * none of that black in the row beside it. Pictures have black bars that begin with a row, and black grounds whose edge
 * moves little from row to row.
 */
export function hasTornRows(raster: Raster): boolean {
  const { height } = raster;
  let from = -1;
  for (let row = 0; row <= height; row++) {
    const isBlack = row < height && blackPixels(raster, row, 1) === raster.width;
    if (isBlack && from < 0) from = row;
    if (isBlack || from < 0) continue;
    if (row - from >= LEAST_ROWS && (isTorn(raster, from - 1, -1) || isTorn(raster, row, 1))) return true;
    from = -1;
  }
  return false;
}

/** The row beside a black block, and the one beyond it: black from the left (or right) edge on, and then not at all. */
function isTorn(raster: Raster, beside: number, step: 1 | -1): boolean {
  const beyond = beside + step;
  if (beside < 0 || beside >= raster.height || beyond < 0 || beyond >= raster.height) return false;
  return ([1, -1] as const).some((direction) => {
    const black = blackPixels(raster, beside, direction);
    return black >= raster.width * LEAST_PART && blackPixels(raster, beyond, direction) <= black * STEP;
  });
}

/** Black pixels in a row from its left edge (1) or right edge (-1) on. */
function blackPixels({ width, data }: Raster, row: number, direction: 1 | -1): number {
  const start = row * width * 3;
  let count = 0;
  for (; count < width; count++) {
    const at = start + (direction === 1 ? count : width - 1 - count) * 3;
    if (data[at] !== 0 || data[at + 1] !== 0 || data[at + 2] !== 0) break;
  }
  return count;
}

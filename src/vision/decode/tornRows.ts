/** Pixels that stand in a file as they are, rows in the file's order. */
export interface PixelRows {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly pixelBytes: number;
  readonly sampleBytes: number;
  /** Where a row begins. */
  readonly rowAt: (row: number) => number;
}

/** Rows that must be zero through and through when the hole shows at both ends, and at one. */
const [LEAST_ROWS, LEAST_ROWS_ALONE] = [1, 2];
/** Part of the picture that they must be when they reach its edge, where many pictures were filled up with black. */
const LEAST_PART_AT_EDGE = 1 / 8;
/** Part of the row beside them that must be zero. */
const LEAST_PART = 1 / 8;
/** How much of that part may be zero already one row further. */
const STEP = 1 / 8;
/** Pixels are enough where the edge is sharp: the row goes on like the one further, which is that bright there. */
const LEAST_SHARP = 2;
const BRIGHT = 32;
const ALIKE = 48;
/** Part of them by which the dark edge of the picture may move from row to row; on slanted edges it moves all the way. */
const STEADY = 1 / 4;

/**
 * Whether a hole of zero bytes in an uncompressed file shows: rows of zeros that begin or end in the middle of a row, with none
 * of them in the row beside it. Pictures have black bars that begin with a row, and black grounds whose edge moves little from
 * row to row.
 */
export function hasTornRows(rows: PixelRows): boolean {
  let from = -1;
  for (let row = 0; row <= rows.height; row++) {
    const isZero = row < rows.height && zeroPixels(rows, row, 1) === rows.width;
    if (isZero && from < 0) from = row;
    if (isZero || from < 0) continue;
    const torn = [tearAt(rows, from - 1, -1), tearAt(rows, row, 1)];
    const isAtEdge = from === 0 || row === rows.height;
    if (isAtEdge) {
      if (torn.includes('sharp') && row - from >= rows.height * LEAST_PART_AT_EDGE) return true;
    } else if (row - from >= (torn.includes('none') ? LEAST_ROWS_ALONE : LEAST_ROWS)) {
      if (torn.some((tear) => tear !== 'none')) return true;
    }
    from = -1;
  }
  return false;
}

/** The row beside a block of zeros: it holds some to its right end when the block follows (-1), from its left end behind it (1). */
function tearAt(rows: PixelRows, beside: number, step: 1 | -1): 'none' | 'wide' | 'sharp' {
  const beyond = beside + step;
  if (beside < 0 || beside >= rows.height || beyond < 0 || beyond >= rows.height) return 'none';
  const zeros = zeroPixels(rows, beside, step);
  if (zeros >= LEAST_SHARP && rows.sampleBytes === 1 && isSharp(rows, { beside, beyond, zeros, step })) return 'sharp';
  return zeros >= rows.width * LEAST_PART && zeroPixels(rows, beyond, step) <= zeros * STEP ? 'wide' : 'none';
}

interface Edge {
  readonly beside: number;
  readonly beyond: number;
  readonly zeros: number;
  readonly step: 1 | -1;
}

/**
 * The row goes on like its neighbour right behind the zeros, and its neighbour is bright where they are, but for a dark edge of
 * the picture that runs straight on; at the other end nothing has changed.
 */
function isSharp(rows: PixelRows, { beside, beyond, zeros, step }: Edge): boolean {
  const { data, pixelBytes, width, height } = rows;
  const [further, other] = [beyond + step, step === 1 ? -1 : 1] as const;
  // The hole may begin within a pixel.
  const behind = zeros + 1;
  if (behind >= width || further < 0 || further >= height) return false;
  const dark = darkPixels(rows, beyond, step);
  const torn = zeros - dark;
  if (torn < LEAST_SHARP || Math.abs(dark - darkPixels(rows, further, step)) > torn * STEADY) return false;
  if (zeroPixels(rows, beside, other) > darkPixels(rows, beyond, other) + 1) return false;
  let bright = 0;
  for (let pixel = dark; pixel < zeros; pixel++) if (brightness(rows, beyond, pixel, step) >= BRIGHT) bright++;
  if (bright < torn * (1 - STEADY) || brightness(rows, beside, behind, step) < BRIGHT) return false;
  const [own, next] = [placeOf(rows, beside, behind, step), placeOf(rows, beyond, behind, step)];
  for (let byte = 0; byte < pixelBytes; byte++) {
    if (Math.abs((data[own + byte] as number) - (data[next + byte] as number)) > ALIKE) return false;
  }
  return true;
}

/** Pixels from an end of a row on that are black but for noise. */
function darkPixels(rows: PixelRows, row: number, from: 1 | -1): number {
  let count = 0;
  while (count < rows.width && brightness(rows, row, count, from) < BRIGHT) count++;
  return count;
}

/** Counted from the left (1) or from the right (-1). */
function placeOf({ width, pixelBytes, rowAt }: PixelRows, row: number, pixel: number, from: 1 | -1): number {
  return rowAt(row) + (from === 1 ? pixel : width - 1 - pixel) * pixelBytes;
}

function brightness(rows: PixelRows, row: number, pixel: number, from: 1 | -1): number {
  const at = placeOf(rows, row, pixel, from);
  return Math.max(...rows.data.subarray(at, at + rows.pixelBytes));
}

/** Pixels of nothing but zeros in a row, from its left end (1) or right end (-1) on. */
function zeroPixels(rows: PixelRows, row: number, from: 1 | -1): number {
  const { data, width, pixelBytes } = rows;
  let count = 0;
  for (; count < width; count++) {
    const at = placeOf(rows, row, count, from);
    for (let byte = 0; byte < pixelBytes; byte++) if (data[at + byte] !== 0) return count;
  }
  return count;
}

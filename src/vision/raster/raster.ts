/** An upright 8-bit sRGB picture: `data` holds rows of interleaved R, G, B, top row first. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Quarter turns, clockwise. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** The picture turned clockwise; a face lying on its side stands upright after the right turn. */
export function turn(raster: Raster, turns: QuarterTurns): Raster {
  if (turns === 0) return raster;
  const { width, height, data } = raster;
  const turned = new Uint8Array(data.length);
  const turnedWidth = turns === 2 ? width : height;
  const turnedHeight = turns === 2 ? height : width;
  // Where the turned pixel (0, 0) comes from, and the steps in the source for one pixel right and one row down.
  const start = turns === 1 ? (height - 1) * width : turns === 2 ? width * height - 1 : width - 1;
  const right = turns === 1 ? -width : turns === 2 ? -1 : width;
  const down = turns === 1 ? 1 : turns === 2 ? -width : -1;
  let to = 0;
  for (let y = 0; y < turnedHeight; y++) {
    let from = (start + y * down) * 3;
    for (let x = 0; x < turnedWidth; x++, from += right * 3) {
      turned[to++] = data[from] as number;
      turned[to++] = data[from + 1] as number;
      turned[to++] = data[from + 2] as number;
    }
  }
  return { width: turnedWidth, height: turnedHeight, data: turned };
}

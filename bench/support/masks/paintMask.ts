import type { Point } from '../../../src/vision/geometry/point.ts';
import type { FaceMesh } from '../../../src/vision/landmarks/faceMesh.ts';
import type { Raster } from '../../../src/vision/raster/raster.ts';

/** Mesh points around what a mask covers: along the jaw, and back across cheeks and nose. */
const OUTLINE = [
  93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 345, 197, 116,
] as const;

export const MASK_COLOURS = {
  blue: [120, 175, 215],
  white: [235, 235, 235],
  black: [28, 28, 32],
  skin: [190, 150, 130],
} as const satisfies Readonly<Record<string, readonly [number, number, number]>>;

/** The picture with a mask over mouth and nose, a little darker towards the chin. */
export function paintMask(
  picture: Raster,
  mesh: FaceMesh,
  [red, green, blue]: readonly [number, number, number],
): Raster {
  const outline = OUTLINE.map((index) => mesh.points[index] as Point);
  const top = Math.min(...outline.map(({ y }) => y));
  const bottom = Math.max(...outline.map(({ y }) => y));
  const data = Uint8Array.from(picture.data);
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(picture.height, bottom); y++) {
    const shade = 1.05 - (0.15 * (y - top)) / (bottom - top);
    for (let x = 0; x < picture.width; x++) {
      if (!isInside(outline, x + 0.5, y + 0.5)) continue;
      data.set(
        [red, green, blue].map((value) => Math.min(255, Math.round(value * shade))),
        (y * picture.width + x) * 3,
      );
    }
  }
  return { ...picture, data };
}

function isInside(outline: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  outline.forEach((start, index) => {
    const end = outline[(index + 1) % outline.length] as Point;
    if (start.y > y !== end.y > y && x < start.x + ((y - start.y) / (end.y - start.y)) * (end.x - start.x))
      inside = !inside;
  });
  return inside;
}

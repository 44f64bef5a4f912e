import type { Square } from '../geometry/affine.ts';
import type { Point } from '../geometry/point.ts';

/**
 * The square about a face's 68 points that face-api's nets want: without the forehead that the mesh has.
 * @param margin the square's side in sides of the points' bounding box
 * @param angle radians, clockwise
 */
export function squareAround(points68: readonly Point[], margin: number, angle: number): Square {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y } of points68) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const side = Math.max(right - left, bottom - top) * margin;
  return { centre: { x: (left + right) / 2, y: (top + bottom) / 2 }, side, angle };
}

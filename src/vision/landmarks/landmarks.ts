import { centroid, type Point } from '../geometry/point.ts';
import type { FaceMesh } from './faceMesh.ts';

/** Mesh points that stand for the 68 points of the iBUG scheme, in its order. */
const IBUG_68 = [
  127, 234, 93, 132, 58, 136, 150, 176, 152, 400, 379, 365, 288, 361, 323, 454, 356, 70, 63, 105, 66, 107, 336, 296,
  334, 293, 300, 168, 6, 195, 4, 98, 97, 2, 326, 327, 33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380, 61, 40,
  37, 0, 267, 270, 291, 321, 314, 17, 84, 91, 78, 81, 13, 311, 308, 402, 14, 178,
] as const;

export function ibug68(mesh: FaceMesh): Point[] {
  return IBUG_68.map((index) => mesh.points[index] as Point);
}

/** Left and right as seen in the picture when the face stands upright. */
export interface Eyes {
  readonly left: Point;
  readonly right: Point;
}

/** Eye centres: means of the six lid points each. */
export function eyesOf(points68: readonly Point[]): Eyes {
  return { left: centroid(points68.slice(36, 42)), right: centroid(points68.slice(42, 48)) };
}

/** Eyes, tip of the nose, corners of the mouth: what face alignment templates are made of. */
export function fivePoints(points68: readonly Point[]): Point[] {
  const { left, right } = eyesOf(points68);
  return [left, right, points68[30] as Point, points68[48] as Point, points68[54] as Point];
}

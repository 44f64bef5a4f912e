import { type Affine, cropOf } from '../geometry/affine.ts';
import type { Point } from '../geometry/point.ts';
import { type FaceMesh, squareOf } from '../landmarks/faceMesh.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import { RAW_RGB } from '../raster/tensorLayout.ts';

/** Mesh points around the face, clockwise from the top of the forehead. */
const OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;
const SIZE = 112;

/** An upright crop of a face, and which of its pixels are face. */
export interface FaceArea {
  /** Pixels a side. */
  readonly size: number;
  /** Interleaved R, G, B, 0..255. */
  readonly pixels: Float32Array;
  /** Face from the first column to before the second one, for each row; an empty span where there is none. */
  readonly spans: readonly (readonly [from: number, to: number])[];
}

/** The face alone, without hair and background: what lies inside of the mesh's oval. */
export function faceAreaOf(picture: Pyramid, mesh: FaceMesh): FaceArea {
  const crop = cropOf(squareOf(mesh.frame, 1), SIZE);
  const oval = OVAL.map((index) => intoCrop(crop, mesh.points[index] as Point));
  const spans = Array.from({ length: SIZE }, (_, row) => spanOf(oval, row + 0.5));
  return { size: SIZE, pixels: sample(picture, crop, SIZE, SIZE, RAW_RGB), spans };
}

/** A crop turns and scales, the same in both directions. */
function intoCrop({ a, c, d, f }: Affine, { x, y }: Point): Point {
  const squared = a * a + d * d;
  return { x: (a * (x - c) + d * (y - f)) / squared, y: (a * (y - f) - d * (x - c)) / squared };
}

function spanOf(outline: readonly Point[], y: number): readonly [number, number] {
  let from = SIZE;
  let to = 0;
  outline.forEach((start, index) => {
    const end = outline[(index + 1) % outline.length] as Point;
    if (start.y > y === end.y > y) return;
    const x = start.x + ((y - start.y) / (end.y - start.y)) * (end.x - start.x);
    from = Math.min(from, x);
    to = Math.max(to, x);
  });
  return from < to ? [Math.max(0, Math.round(from)), Math.min(SIZE, Math.round(to))] : [0, 0];
}

import { apply, cropOf, type Square, scaleOf } from '../geometry/affine.ts';
import { type Box, centreOf, heightOf, widthOf } from '../geometry/box.ts';
import { distance, type Point, type Point3 } from '../geometry/point.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';

/** The 468 points of a face in picture pixels, and how sure the net is that this is a face. */
export interface FaceMesh {
  readonly points: readonly Point3[];
  /** 0..1; below ½ it is no upright face. */
  readonly score: number;
  /** The points' bounding rectangle, turned with the face. */
  readonly frame: { readonly centre: Point; readonly width: number; readonly height: number; readonly angle: number };
}

export type FaceMesher = (picture: Pyramid, box: Box, roll: number) => Promise<FaceMesh>;

const SIZE = 192;
const POINTS = 468;
const LAYOUT: TensorLayout = { arrangement: 'interleaved', order: 'rgb', mean: [0, 0, 0], deviation: 255 };
/** The net was trained on crops of 1.5 face sizes. */
const MARGIN = 1.5;
const MOST_PASSES = 5;
/** Shares of the face's height, radians. */
const SETTLED = 0.1;
/** Outer corners of the eyes on the left and on the right of the picture. */
const LEFT_CORNER = 33;
const RIGHT_CORNER = 263;

/**
 * Two passes: the second one on the area that the first one found, which makes points steady under box jitter. More of
 * them while the area still moves: boxes of faces that lie on their side are often only a part of the face.
 */
export function createFaceMesher(net: Net): FaceMesher {
  async function pass(picture: Pyramid, area: Square): Promise<FaceMesh> {
    const crop = cropOf(area, SIZE);
    const outputs = await net.run(sample(picture, crop, SIZE, SIZE, LAYOUT), [1, SIZE, SIZE, 3]);
    const values = outputs.ending(POINTS * 3);
    const scale = scaleOf(crop);
    const points: Point3[] = [];
    for (let index = 0; index < POINTS * 3; index += 3) {
      const { x, y } = apply(crop, values[index] as number, values[index + 1] as number);
      points.push({ x, y, z: (values[index + 2] as number) * scale });
    }
    return { points, score: outputs.ending(1)[0] as number, frame: frameOf(points) };
  }

  return async (picture, box, roll) => {
    const side = Math.max(widthOf(box), heightOf(box)) * MARGIN;
    let mesh = await pass(picture, { centre: centreOf(box), side, angle: roll });
    for (let passes = 1; passes < MOST_PASSES; passes++) {
      const previous = mesh.frame;
      mesh = await pass(picture, squareOf(previous, MARGIN));
      if (hasSettled(previous, mesh.frame)) break;
    }
    return mesh;
  };
}

function hasSettled(before: FaceMesh['frame'], after: FaceMesh['frame']): boolean {
  const moved = distance(before.centre, after.centre) / after.height;
  return (
    moved < SETTLED &&
    Math.abs(after.height / before.height - 1) < 2 * SETTLED &&
    Math.abs(after.angle - before.angle) < SETTLED
  );
}

/** The square around a frame, larger by `margin`, turned with it. */
export function squareOf(frame: FaceMesh['frame'], margin: number): Square {
  return { centre: frame.centre, side: Math.max(frame.width, frame.height) * margin, angle: frame.angle };
}

function frameOf(points: readonly Point3[]): FaceMesh['frame'] {
  const a = points[LEFT_CORNER] as Point3;
  const b = points[RIGHT_CORNER] as Point3;
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y } of points) {
    const along = cos * x + sin * y;
    const across = cos * y - sin * x;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const along = (left + right) / 2;
  const across = (top + bottom) / 2;
  return {
    centre: { x: cos * along - sin * across, y: sin * along + cos * across },
    width: right - left,
    height: bottom - top,
    angle,
  };
}

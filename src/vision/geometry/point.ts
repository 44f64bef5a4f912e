/** Pixels; pixel (0, 0) covers the square from 0 to 1, its centre is at (0.5, 0.5). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `z` grows away from the camera, in the unit of x and y. */
export interface Point3 extends Point {
  readonly z: number;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Mean of one or more points. */
export function centroid(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x;
    y += point.y;
  }
  return { x: x / points.length, y: y / points.length };
}

import { centroid, type Point } from './point.ts';

/** x' = a·x + b·y + c, y' = d·x + e·y + f. Here always from a crop's pixels to the picture's. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export function apply(m: Affine, x: number, y: number): Point {
  return { x: m.a * x + m.b * y + m.c, y: m.d * x + m.e * y + m.f };
}

/** Picture pixels a crop pixel is wide. */
export function scaleOf(m: Affine): number {
  return Math.hypot(m.a, m.d);
}

/** A square area of a picture: `angle` in radians, clockwise, turns it about its centre. */
export interface Square {
  readonly centre: Point;
  readonly side: number;
  readonly angle: number;
}

/** Maps a crop of `size`×`size` pixels onto the square. */
export function cropOf(square: Square, size: number): Affine {
  const scale = square.side / size;
  const cos = Math.cos(square.angle) * scale;
  const sin = Math.sin(square.angle) * scale;
  const half = size / 2;
  return {
    a: cos,
    b: -sin,
    c: square.centre.x - (cos - sin) * half,
    d: sin,
    e: cos,
    f: square.centre.y - (sin + cos) * half,
  };
}

/**
 * The similarity (scale, turn, shift; no mirror) that takes `template` onto `points` with the least squared error,
 * measured in the template's pixels as face alignment has it (Umeyama 1991): fitted from points to template, then inverted.
 * @param points at least two that differ
 */
export function alignTo(template: readonly Point[], points: readonly Point[]): Affine {
  const from = centroid(points);
  const to = centroid(template);
  let cos = 0;
  let sin = 0;
  let spread = 0;
  points.forEach((point, index) => {
    const target = template[index] as Point;
    const x = point.x - from.x;
    const y = point.y - from.y;
    cos += x * (target.x - to.x) + y * (target.y - to.y);
    sin += x * (target.y - to.y) - y * (target.x - to.x);
    spread += x * x + y * y;
  });
  cos /= spread;
  sin /= spread;
  const scale = cos * cos + sin * sin;
  const a = cos / scale;
  const b = sin / scale;
  return { a, b, c: from.x - a * to.x - b * to.y, d: -b, e: a, f: from.y + b * to.x - a * to.y };
}

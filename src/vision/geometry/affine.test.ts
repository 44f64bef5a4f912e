import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTo, apply, cropOf, scaleOf } from './affine.ts';
import type { Point } from './point.ts';

const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });

function expectAt(actual: Point, expected: Point): void {
  expect(actual.x).toBeCloseTo(expected.x, 5);
  expect(actual.y).toBeCloseTo(expected.y, 5);
}

describe('cropOf', () => {
  it('maps corners of the crop to corners of the square', () => {
    const crop = cropOf({ centre: { x: 50, y: 60 }, side: 20, angle: 0 }, 10);
    expectAt(apply(crop, 0, 0), { x: 40, y: 50 });
    expectAt(apply(crop, 10, 10), { x: 60, y: 70 });
    expect(scaleOf(crop)).toBeCloseTo(2);
  });

  it('turns clockwise about the centre', () => {
    const crop = cropOf({ centre: { x: 50, y: 60 }, side: 20, angle: Math.PI / 2 }, 10);
    expectAt(apply(crop, 5, 5), { x: 50, y: 60 });
    expectAt(apply(crop, 10, 5), { x: 50, y: 70 });
  });
});

describe('alignTo', () => {
  const template = [
    { x: 38, y: 52 },
    { x: 74, y: 51 },
    { x: 56, y: 72 },
    { x: 42, y: 92 },
    { x: 71, y: 92 },
  ];

  it('finds every similarity again', () => {
    const scale = fc.double({ min: 0.05, max: 20, noNaN: true });
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(point, scale, angle, (shift, size, turn) => {
        const cos = Math.cos(turn) * size;
        const sin = Math.sin(turn) * size;
        const move = ({ x, y }: Point) => ({ x: cos * x - sin * y + shift.x, y: sin * x + cos * y + shift.y });
        const found = alignTo(template, template.map(move));
        for (const corner of template) expectAt(apply(found, corner.x, corner.y), move(corner));
      }),
    );
  });

  it('never mirrors', () => {
    const mirrored = template.map(({ x, y }) => ({ x: -x, y }));
    const { a, b, d, e } = alignTo(template, mirrored);
    expect(a * e - b * d).toBeGreaterThan(0);
  });
});

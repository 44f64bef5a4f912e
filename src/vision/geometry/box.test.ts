import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuarterTurns } from '../raster/raster.ts';
import { clip, coverage, overlap, type Size, toRect, turnBack } from './box.ts';
import type { Point } from './point.ts';

const SIZE = { width: 640, height: 480 };

function box(left: number, top: number, right: number, bottom: number) {
  return { left, top, right, bottom };
}

/** Where a point of a picture comes to lie when the picture is turned. */
function turnPoint({ x, y }: Point, turns: QuarterTurns, { width, height }: Size): Point {
  switch (turns) {
    case 0:
      return { x, y };
    case 1:
      return { x: height - y, y: x };
    case 2:
      return { x: width - x, y: height - y };
    case 3:
      return { x: y, y: width - x };
  }
}

describe('overlap and coverage', () => {
  it('of the same, of apart, of half', () => {
    expect(overlap(box(0, 0, 10, 10), box(0, 0, 10, 10))).toBe(1);
    expect(overlap(box(0, 0, 10, 10), box(10, 0, 20, 10))).toBe(0);
    expect(overlap(box(0, 0, 10, 10), box(5, 0, 15, 10))).toBeCloseTo(1 / 3);
  });

  it('a box inside another is wholly covered', () => {
    expect(coverage(box(0, 0, 100, 100), box(10, 10, 20, 20))).toBe(1);
    expect(overlap(box(0, 0, 100, 100), box(10, 10, 20, 20))).toBeCloseTo(0.01);
  });
});

describe('turning', () => {
  const turns = fc.constantFrom<QuarterTurns>(0, 1, 2, 3);
  const coordinate = fc.double({ min: -100, max: 700, noNaN: true });

  it('turnBack undoes what turnPoint does to the corners', () => {
    fc.assert(
      fc.property(turns, coordinate, coordinate, coordinate, coordinate, (quarters, x1, y1, x2, y2) => {
        const original = box(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
        const a = turnPoint({ x: original.left, y: original.top }, quarters, SIZE);
        const b = turnPoint({ x: original.right, y: original.bottom }, quarters, SIZE);
        const turned = box(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y));
        const back = turnBack(turned, quarters, SIZE);
        for (const edge of ['left', 'top', 'right', 'bottom'] as const)
          expect(back[edge]).toBeCloseTo(original[edge], 6);
      }),
    );
  });

  it('one quarter takes the top left corner to the top right', () => {
    expect(turnPoint({ x: 0, y: 0 }, 1, SIZE)).toEqual({ x: 480, y: 0 });
    expect(turnPoint({ x: 640, y: 0 }, 1, SIZE)).toEqual({ x: 480, y: 640 });
  });
});

describe('toRect and clip', () => {
  it('give whole pixels inside the picture, at least one', () => {
    const edge = fc.double({ min: -2000, max: 2000, noNaN: true });
    fc.assert(
      fc.property(edge, edge, edge, edge, (x1, y1, x2, y2) => {
        const made = box(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
        const clipped = clip(made, SIZE);
        if (!clipped) return;
        const { x, y, width, height } = toRect(clipped);
        expect([x, y, width, height].every(Number.isInteger)).toBe(true);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
        expect(x + width).toBeLessThanOrEqual(SIZE.width);
        expect(y + height).toBeLessThanOrEqual(SIZE.height);
      }),
    );
  });

  it('nothing is left of a box outside', () => {
    expect(clip(box(-50, 0, 0.5, 100), SIZE)).toBeUndefined();
  });
});

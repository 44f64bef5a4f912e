import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundFace } from './foundFace.ts';
import { isSameFace } from './sameFace.ts';

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly angle?: number;
}

/** A face whose landmarks fill `frame`; its box is elsewhere, which does not count. */
function faceAt({ x, y, size, angle = 0 }: Frame): FoundFace {
  return {
    box: { left: 0, top: 0, right: 10, bottom: 10, score: 0.9 },
    mesh: { points: [], score: 1, frame: { centre: { x, y }, width: size, height: size * 1.2, angle } },
    keyPoints: { roll: angle, score: 0.9 },
  };
}

const FACE: Frame = { x: 200, y: 150, size: 100 };
const frames = fc.record({
  x: fc.double({ min: 0, max: 400, noNaN: true }),
  y: fc.double({ min: 0, max: 400, noNaN: true }),
  size: fc.double({ min: 10, max: 300, noNaN: true }),
});

describe('isSameFace', () => {
  it.each([
    ['landmarks that settled on one place', { ...FACE, x: 208, y: 153, size: 95 }],
    ['another direction, as of a lying face or one seen upside down', { ...FACE, angle: Math.PI }],
    ['the eyes of one finding a little lower', { ...FACE, y: 175, size: 80 }],
  ])('%s: one', (_what, other) => {
    expect(isSameFace(faceAt(FACE), faceAt(other))).toBe(true);
  });

  it.each([
    ['cheek to cheek', { ...FACE, x: 270 }],
    ['one behind another, half hidden', { ...FACE, x: 245, size: 90 }],
    ['a portrait on a shirt', { x: 200, y: 290, size: 40 }],
    ['a box inside a box with landmarks of its own', { ...FACE, size: 50 }],
    ['a face and its image in a mirror', { ...FACE, x: 320 }],
  ])('%s: two', (_what, other) => {
    expect(isSameFace(faceAt(FACE), faceAt(other))).toBe(false);
  });

  it('is the same both ways, at every scale', () => {
    fc.assert(
      fc.property(frames, frames, fc.constantFrom(0.125, 0.5, 4), (a, b, scale) => {
        const scaled = ({ x, y, size }: Frame) => faceAt({ x: x * scale, y: y * scale, size: size * scale });
        expect(isSameFace(faceAt(a), faceAt(b))).toBe(isSameFace(faceAt(b), faceAt(a)));
        expect(isSameFace(scaled(a), scaled(b))).toBe(isSameFace(faceAt(a), faceAt(b)));
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { FoundFace } from '../find/foundFace.ts';
import type { Point3 } from '../geometry/point.ts';
import { createPyramid } from '../raster/pyramid.ts';
import { isWeakFace } from './weakFace.ts';

const SIZE = 112;

/** A picture that is an aligned crop, with a mask or without one. */
function picture(isMasked: boolean) {
  const data = new Uint8Array(SIZE * SIZE * 3);
  for (let at = 0; at < SIZE * SIZE; at++) {
    const y = Math.floor(at / SIZE);
    const grain = ((at * 7919) % 41) - 20;
    const isCovered = isMasked && y > 64;
    data.set(isCovered ? [110, 170, 220] : [180 + grain, 140 + grain, 120 + grain], at * 3);
  }
  return createPyramid({ width: SIZE, height: SIZE, data });
}

/** Mesh points where the alignment looks for them: lids of both eyes, tip of the nose, corners of the mouth. */
function points(): Point3[] {
  const all = Array.from({ length: 468 }, (): Point3 => ({ x: 56, y: 60, z: 0 }));
  const put = (x: number, y: number, ...indexes: readonly number[]) => {
    for (const index of indexes) all[index] = { x, y, z: 0 };
  };
  put(38.3, 51.7, 33, 160, 158, 133, 153, 144);
  put(73.5, 51.5, 362, 385, 387, 263, 373, 380);
  put(56, 71.7, 4);
  put(41.5, 92.4, 61);
  put(70.7, 92.2, 291);
  return all;
}

function found(side: number, keyPoints: number): FoundFace {
  return {
    box: { left: 0, top: 0, right: side, bottom: side, score: 0.99 },
    mesh: { points: points(), score: 0.1, frame: { centre: { x: 56, y: 60 }, width: 70, height: 90, angle: 0 } },
    keyPoints: { roll: 0, score: keyPoints },
  };
}

describe('what the landmark net does not know', () => {
  it('is a face where it is small, or its lower half is covered', () => {
    expect(isWeakFace(picture(false), found(14, 0.8))).toBe(true);
    expect(isWeakFace(picture(true), found(60, 0.8))).toBe(true);
  });

  it('is none where it is large and bare', () => {
    expect(isWeakFace(picture(false), found(60, 0.8))).toBe(false);
  });

  it('is none where the key-point net sees no face', () => {
    expect(isWeakFace(picture(true), found(14, 0))).toBe(false);
  });
});

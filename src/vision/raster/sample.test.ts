import { describe, expect, it } from 'vitest';
import type { Affine } from '../geometry/affine.ts';
import { createPyramid } from './pyramid.ts';
import { sample } from './sample.ts';
import { RAW_RGB } from './tensorLayout.ts';

const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };

/** Red grows to the right by 10 a pixel, green grows downwards by 10, blue is 200. */
function ramp(width: number, height: number) {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([x * 10, y * 10, 200], (y * width + x) * 3);
  }
  return createPyramid({ width, height, data });
}

function values(array: Float32Array): number[] {
  return Array.from(array, (value) => Math.round(value * 1000) / 1000);
}

describe('sample', () => {
  it('gives the very pixels for the identity', () => {
    const out = sample(ramp(3, 2), IDENTITY, 3, 2, RAW_RGB);
    expect(values(out)).toEqual([0, 0, 200, 10, 0, 200, 20, 0, 200, 0, 10, 200, 10, 10, 200, 20, 10, 200]);
  });

  it('interpolates between pixels and is black outside the picture', () => {
    const shifted = { ...IDENTITY, c: 1.5 };
    expect(values(sample(ramp(4, 1), shifted, 4, 1, RAW_RGB))).toEqual([15, 0, 200, 25, 0, 200, 30, 0, 200, 0, 0, 0]);
  });

  it('arranges channels as the net wants them', () => {
    const layout = { arrangement: 'planar', order: 'bgr', mean: [1, 2, 3], deviation: 2 } as const;
    expect(values(sample(ramp(2, 1), IDENTITY, 2, 1, layout))).toEqual([98.5, 98.5, -1, -1, -0.5, 4.5]);
    const interleaved = { ...layout, arrangement: 'interleaved' } as const;
    expect(values(sample(ramp(2, 1), IDENTITY, 2, 1, interleaved))).toEqual([98.5, -1, -0.5, 98.5, -1, 4.5]);
  });

  it('hits the same places when it reads a smaller level', () => {
    const picture = ramp(24, 16);
    const eighth = { ...IDENTITY, a: 8, e: 8 };
    const out = values(sample(picture, eighth, 3, 2, RAW_RGB));
    // The middle of an 8×8 block lies between its fourth and fifth pixel.
    expect(out).toEqual([35, 35, 200, 115, 35, 200, 195, 35, 200, 35, 115, 200, 115, 115, 200, 195, 115, 200]);
  });

  it('also when the crop does not begin at the corner', () => {
    const moved = { a: 4, b: 0, c: 8, d: 0, e: 4, f: 4 };
    expect(values(sample(ramp(24, 16), moved, 2, 2, RAW_RGB))).toEqual([
      95, 55, 200, 135, 55, 200, 95, 95, 200, 135, 95, 200,
    ]);
  });

  it('turns with the crop', () => {
    const quarter = { a: 0, b: -1, c: 2, d: 1, e: 0, f: 0 };
    expect(values(sample(ramp(2, 2), quarter, 2, 2, RAW_RGB))).toEqual([
      10, 0, 200, 10, 10, 200, 0, 0, 200, 0, 10, 200,
    ]);
  });
});

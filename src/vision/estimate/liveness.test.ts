import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heightOf, widthOf } from '../geometry/box.ts';
import { createPyramid } from '../raster/pyramid.ts';
import type { Net } from '../runtime/net.ts';
import { createLivenessEstimator, surroundingsOf } from './liveness.ts';

const side = fc.integer({ min: 20, max: 900 });
const edge = fc.integer({ min: -40, max: 960 });

it('what the net looks at lies in the picture, has the shape of the box and is 2.7 times as large at most', () => {
  fc.assert(
    fc.property(side, side, edge, edge, (width, height, left, top) => {
      const face = { left, top, right: left + width, bottom: top + height };
      const picture = { width: 960, height: 960 };
      const seen = surroundingsOf(face, picture);
      expect(seen.left).toBeGreaterThanOrEqual(0);
      expect(seen.top).toBeGreaterThanOrEqual(0);
      expect(seen.right).toBeLessThanOrEqual(960 + 1e-9);
      expect(seen.bottom).toBeLessThanOrEqual(960 + 1e-9);
      expect(widthOf(seen) / heightOf(seen)).toBeCloseTo(width / height, 6);
      expect(widthOf(seen) / width).toBeLessThanOrEqual(2.7 + 1e-9);
    }),
  );
});

it('is about the centre of the box where there is room', () => {
  const seen = surroundingsOf({ left: 450, top: 400, right: 550, bottom: 600 }, { width: 1000, height: 1000 });
  expect(seen.left).toBeCloseTo(365);
  expect(seen.right).toBeCloseTo(635);
  expect(seen.top).toBeCloseTo(230);
  expect(seen.bottom).toBeCloseTo(770);
});

it('the net gets raw blue, green, red planes, and its first class is the probability', async () => {
  const red = 200;
  const green = 100;
  const blue = 50;
  const data = Uint8Array.from({ length: 300 * 300 * 3 }, (_, index) => [red, green, blue][index % 3] as number);
  const seen: number[] = [];
  const net: Net = {
    async run(input, dims) {
      expect(dims).toEqual([1, 3, 128, 128]);
      for (const plane of [0, 1, 2]) seen.push(input[plane * 128 * 128 + 5000] as number);
      return { ending: () => Float32Array.of(2, 0, 1), byName: new Map() };
    },
  };
  const estimate = createLivenessEstimator(net);
  const picture = createPyramid({ width: 300, height: 300, data });
  const probability = await estimate(picture, { left: 100, top: 100, right: 200, bottom: 200 });
  expect(seen).toEqual([blue, green, red]);
  expect(probability).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 1 + Math.exp(1)), 6);
});

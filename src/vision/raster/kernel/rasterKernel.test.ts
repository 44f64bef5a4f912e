import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropOf } from '../../geometry/affine.ts';
import { halve } from '../halve.ts';
import type { Raster } from '../raster.ts';
import { sampleLevel } from '../sampleLevel.ts';
import type { TensorLayout } from '../tensorLayout.ts';
import { rasterKernel } from './rasterKernel.ts';

const side = fc.integer({ min: 1, max: 40 });
const picture = fc
  .record({ width: side, height: side, seed: fc.integer({ min: 1, max: 2 ** 31 }) })
  .map(({ width, height, seed }): Raster => {
    let state = seed;
    const data = Uint8Array.from({ length: width * height * 3 }, () => {
      state = Math.imul(state, 1_664_525) + 1_013_904_223;
      return state >>> 24;
    });
    return { width, height, data };
  });
const layout = fc.record({
  arrangement: fc.constantFrom('planar' as const, 'interleaved' as const),
  order: fc.constantFrom('rgb' as const, 'bgr' as const),
  mean: fc.constant([123, 117, 104] as TensorLayout['mean']),
  deviation: fc.constantFrom(1, 128),
});
const place = fc.double({ min: -60, max: 100, noNaN: true });
const square = fc.record({
  centre: fc.record({ x: place, y: place }),
  side: fc.double({ min: 0.5, max: 120, noNaN: true }),
  angle: fc.constantFrom(0, Math.PI / 2, 0.3, -2.5),
});
/** Of 0 to 255: places are rounded to 2⁻³² pixels, samples to 24 bits. */
const ROUNDING = 1e-3;

describe('the resampling kernel', () => {
  it('samples like plain JavaScript, inside, across the edges and outside', () => {
    fc.assert(
      fc.property(picture, square, layout, side, side, (raster, area, wanted, width, height) => {
        const toRaster = cropOf(area, width);
        const expected = new Float32Array(width * height * 3);
        const found = new Float32Array(width * height * 3).fill(Number.NaN);
        sampleLevel(raster, toRaster, { width, height }, wanted, expected);
        rasterKernel?.sample(raster, toRaster, { width, height }, wanted, found);
        for (const [index, value] of expected.entries()) {
          if (!(Math.abs((found[index] as number) - value) * wanted.deviation <= ROUNDING)) {
            // Where a pixel begins to be outside, either side of the rounding is right.
            expect(isAtTheEdge(raster, toRaster, wanted, width, height, index), `value ${index}`).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('samples crops that are taken out in several parts', () => {
    const data = Uint8Array.from({ length: 700 * 500 * 3 }, (_, index) => (index * 7919) >> 3);
    const raster = { width: 700, height: 500, data };
    const turned = { a: 0.71, b: 0.02, c: 3, d: -0.02, e: 0.71, f: 9 };
    const straight = { ...turned, b: 0, d: 0 };
    for (const [arrangement, toRaster] of [
      ['planar', turned],
      ['interleaved', turned],
      ['planar', straight],
    ] as const) {
      const wanted = { arrangement, order: 'bgr', mean: [1, 2, 3], deviation: 1 } as const;
      const expected = new Float32Array(640 * 480 * 3);
      const found = new Float32Array(expected.length);
      sampleLevel(raster, toRaster, { width: 640, height: 480 }, wanted, expected);
      rasterKernel?.sample(raster, toRaster, { width: 640, height: 480 }, wanted, found);
      expect(found.every((value, index) => Math.abs(value - (expected[index] as number)) <= ROUNDING)).toBe(true);
    }
  });

  it('halves like plain JavaScript', () => {
    const halvable = picture.filter(({ width, height }) => width > 1 && height > 1);
    fc.assert(
      fc.property(halvable, (raster) => {
        expect(rasterKernel?.halve(raster)).toEqual(halve(raster));
      }),
    );
    const data = Uint8Array.from({ length: 1001 * 403 * 3 }, (_, index) => (index * 7919) >> 3);
    expect(rasterKernel?.halve({ width: 1001, height: 403, data })).toEqual(halve({ width: 1001, height: 403, data }));
  });
});

/** Whether the place that a value is read from is, but for rounding, where black begins. */
function isAtTheEdge(
  raster: Raster,
  { a, b, c, d, e, f }: ReturnType<typeof cropOf>,
  { arrangement }: TensorLayout,
  width: number,
  height: number,
  index: number,
): boolean {
  const pixel = arrangement === 'planar' ? index % (width * height) : Math.floor(index / 3);
  const [x, y] = [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5];
  const places = [
    [a * x + b * y + c - 0.5, raster.width],
    [d * x + e * y + f - 0.5, raster.height],
  ] as const;
  return places.some(([at, length]) => Math.min(Math.abs(at + 1), Math.abs(at - length)) < 1e-6);
}

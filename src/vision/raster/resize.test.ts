import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { rasterKernel } from './kernel/rasterKernel.ts';
import { createPyramid } from './pyramid.ts';
import type { Raster } from './raster.ts';
import { resize, resizeLevel } from './resize.ts';
import { tapsOf } from './taps.ts';

/** Smooth shapes with an edge and some grain, as photos have. */
function photo(width: number, height: number): Raster {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bright = x * 2 > width + y ? 190 : 60;
      for (let channel = 0; channel < 3; channel++) {
        const wave = 30 * Math.sin(x / (9 + channel)) + 20 * Math.cos(y / 13);
        data[(y * width + x) * 3 + channel] = bright + wave + ((x * 7 + y * 13) % 5);
      }
    }
  }
  return { width, height, data };
}

function meanDifference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] as number)), 0) / one.length;
}

describe('resize', () => {
  it.each([
    [1600, 1200, { x: 211, y: 100, width: 700, height: 933 }, { width: 188, height: 250 }],
    [500, 400, { x: 3, y: 5, width: 301, height: 390 }, { width: 193, height: 250 }],
    [300, 300, { x: 100, y: 90, width: 60, height: 80 }, { width: 188, height: 250 }],
    [188, 250, { x: 0, y: 0, width: 188, height: 250 }, { width: 48, height: 64 }],
  ])('of %i × %i pixels looks as the image library makes it', async (width, height, area, size) => {
    const picture = photo(width, height);
    const expected = await sharp(picture.data, { raw: { width, height, channels: 3 } })
      .extract({ left: area.x, top: area.y, width: area.width, height: area.height })
      .resize(size.width, size.height, { fit: 'fill' })
      .raw()
      .toBuffer();
    const found = resize(createPyramid(picture), area, size);
    expect(found).toMatchObject(size);
    expect(found.data.length).toBe(expected.length);
    expect(meanDifference(found.data, expected)).toBeLessThan(1.5);
  });

  it('shows nothing of what lies beside the area', () => {
    const data = Uint8Array.from({ length: 40 * 40 * 3 }, (_, index) => (Math.floor(index / 3) % 40 < 20 ? 255 : 0));
    const found = resize(createPyramid({ width: 40, height: 40, data }), { x: 20, y: 0, width: 20, height: 40 }, SMALL);
    expect(found.data.every((value) => value === 0)).toBe(true);
  });

  it('is the same in the kernel and in plain JavaScript', () => {
    const side = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(side, side, side, side, fc.double({ min: 0, max: 0.7, noNaN: true }), (w, h, width, height, part) => {
        const picture = photo(w, h);
        const columns = tapsOf({ start: w * part, length: w * (1 - part) }, width, w);
        const rows = tapsOf({ start: h * part, length: h * (1 - part) }, height, h);
        const expected = resizeLevel(picture, columns, rows);
        const found = rasterKernel?.resize(picture, columns, rows);
        expect(found).toMatchObject({ width, height });
        // Either side of a half is right.
        const apart = expected.data.map((value, index) => Math.abs((found?.data[index] ?? Number.NaN) - value));
        expect(Math.max(...apart)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('makes many rows in parts', () => {
    const [columns, rows] = [tapsOf({ start: 0, length: 90 }, 300, 90), tapsOf({ start: 0, length: 70 }, 400, 70)];
    const expected = resizeLevel(photo(90, 70), columns, rows);
    const found = rasterKernel?.resize(photo(90, 70), columns, rows);
    expect(found && meanDifference(found.data, expected.data)).toBeLessThan(0.01);
  });
});

const SMALL = { width: 10, height: 20 };

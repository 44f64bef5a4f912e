import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createPyramid } from './pyramid.ts';
import { type QuarterTurns, type Raster, turn } from './raster.ts';

function numbered(width: number, height: number): Raster {
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 7) % 256) };
}

describe('turn', () => {
  it.each([0, 1, 2, 3] as const)('%i quarters is what the image library does', async (turns: QuarterTurns) => {
    const raster = numbered(5, 3);
    const { data, info } = await sharp(raster.data, { raw: { width: 5, height: 3, channels: 3 } })
      .rotate(turns * 90)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(turn(raster, turns)).toEqual({ width: info.width, height: info.height, data: new Uint8Array(data) });
  });
});

describe('pyramid', () => {
  it('has means of 2×2 pixels, rounded', () => {
    const data = Uint8Array.from([0, 0, 0, 10, 20, 30, 1, 2, 3, 1, 2, 4]);
    expect(createPyramid({ width: 2, height: 2, data }).level(1)).toEqual({
      raster: { width: 1, height: 1, data: Uint8Array.of(3, 6, 9) },
      shrink: 0.5,
    });
  });

  it('leaves an odd last row and column out', () => {
    expect(createPyramid(numbered(7, 5)).level(1).raster).toMatchObject({ width: 3, height: 2 });
  });

  it('ends before a side would vanish, and says how small its last level is', () => {
    const pyramid = createPyramid(numbered(9, 4));
    expect(pyramid.level(0)).toMatchObject({ raster: { width: 9, height: 4 }, shrink: 1 });
    expect(pyramid.level(5)).toMatchObject({ raster: { width: 2, height: 1 }, shrink: 0.25 });
  });
});

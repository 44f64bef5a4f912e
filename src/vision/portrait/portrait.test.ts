import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createPyramid } from '../raster/pyramid.ts';
import type { Raster } from '../raster/raster.ts';
import { cutPortrait, makeThumbnails } from './portrait.ts';

/** Left half blue, right half red. */
const PICTURE: Raster = {
  width: 400,
  height: 300,
  data: Uint8Array.from({ length: 400 * 300 * 3 }, (_, index) => {
    const right = Math.floor(index / 3) % 400 >= 200;
    return index % 3 === (right ? 0 : 2) ? 200 : 20;
  }),
};

async function sizeOf(image: Uint8Array | undefined) {
  const { width, height, format } = await sharp(image).metadata();
  return { width, height, format };
}

describe('cutPortrait', () => {
  it('has its larger side at 250 pixels', async () => {
    const tall = await cutPortrait(createPyramid(PICTURE), { x: 10, y: 20, width: 60, height: 80 }, []);
    expect(await sizeOf(tall.image)).toEqual({ width: 188, height: 250, format: 'jpeg' });
    const wide = await cutPortrait(createPyramid(PICTURE), { x: 0, y: 0, width: 400, height: 300 }, []);
    expect(await sizeOf(wide.image)).toEqual({ width: 250, height: 188, format: 'jpeg' });
  });

  it('is cut to the picture where the area leaves it', async () => {
    const { image } = await cutPortrait(createPyramid(PICTURE), { x: -50, y: -100, width: 100, height: 133 }, []);
    expect(await sizeOf(image)).toEqual({ width: 250, height: 165, format: 'jpeg' });
  });

  it('shows the area and nothing else', async () => {
    const { image } = await cutPortrait(createPyramid(PICTURE), { x: 200, y: 0, width: 75, height: 100 }, []);
    const { channels } = await sharp(image).stats();
    expect(channels.map(({ mean }) => Math.round(mean / 20))).toEqual([10, 1, 1]);
  });

  it('is the whole picture for an area outside it', async () => {
    const { image } = await cutPortrait(createPyramid(PICTURE), { x: 900, y: 900, width: 75, height: 100 }, []);
    expect(await sizeOf(image)).toMatchObject({ width: 250, height: 188 });
  });

  it('comes with its thumbnails', async () => {
    const { thumbnails } = await cutPortrait(
      createPyramid(PICTURE),
      { x: 0, y: 0, width: 150, height: 200 },
      [64, 96, 160],
    );
    expect([...thumbnails.keys()]).toEqual([64, 96, 160]);
    expect(await sizeOf(thumbnails.get(64))).toEqual({ width: 48, height: 64, format: 'jpeg' });
    expect(await sizeOf(thumbnails.get(160))).toEqual({ width: 120, height: 160, format: 'jpeg' });
  });
});

it('makeThumbnails enlarges small pictures, too', async () => {
  const small = { width: 100, height: 100, data: new Uint8Array(30_000) };
  expect(await sizeOf((await makeThumbnails(small, [160])).get(160))).toMatchObject({ width: 160, height: 160 });
});

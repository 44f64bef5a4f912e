import { expect, it } from 'vitest';
import { createPyramid } from '../raster/pyramid.ts';
import { createOwnInput } from './ownInput.ts';

const SIDE = 16;
const PIXEL = [200, 100, 50];
const picture = createPyramid({
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, index) => PIXEL[index % 3] as number),
});
const SAME = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };

/** Of a pixel in the middle of the picture. */
function channels(
  layout: 'NCHW' | 'NHWC',
  colour: 'RGB' | 'BGR',
  mean: number | [number, number, number],
  deviation: typeof mean,
) {
  const input = createOwnInput({ size: [SIDE, SIDE], layout, colour, mean, deviation });
  const values = input.cut(picture, SAME);
  const middle = (SIDE * SIDE) / 2 + SIDE / 2;
  return [0, 1, 2].map((channel) =>
    Number((layout === 'NCHW' ? values[channel * SIDE * SIDE + middle] : values[middle * 3 + channel])?.toFixed(4)),
  );
}

it('takes mean and deviation in the order of red, green and blue, whatever the order of the channels', () => {
  for (const layout of ['NCHW', 'NHWC'] as const) {
    expect(channels(layout, 'RGB', 0, 1)).toEqual(PIXEL);
    expect(channels(layout, 'BGR', 0, 1)).toEqual([...PIXEL].reverse());
    expect(channels(layout, 'RGB', 100, 50)).toEqual([2, 0, -1]);
    expect(channels(layout, 'RGB', [100, 50, 0], [100, 50, 25])).toEqual([1, 1, 2]);
    expect(channels(layout, 'BGR', [100, 50, 0], [100, 50, 25])).toEqual([2, 1, 1]);
  }
});

it('has the dimensions of its layout', () => {
  const given = { size: [32, 16] as [number, number], colour: 'RGB', mean: 0, deviation: 1 } as const;
  expect(createOwnInput({ ...given, layout: 'NCHW' }).dims).toEqual([1, 3, 16, 32]);
  expect(createOwnInput({ ...given, layout: 'NHWC' }).dims).toEqual([1, 16, 32, 3]);
});

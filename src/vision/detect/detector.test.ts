import { expect, it } from 'vitest';
import { createPyramid } from '../raster/pyramid.ts';
import type { Net } from '../runtime/net.ts';
import { createDetector } from './detector.ts';

const picture = (width: number, height: number) =>
  createPyramid({ width, height, data: new Uint8Array(width * height * 3) });

/** A net that sees nothing and notes the width and height of its inputs. */
function blindNet(): Net & { readonly sizes: string[] } {
  const sizes: string[] = [];
  return {
    sizes,
    async run(_input, [, , height, width]) {
      sizes.push(`${width}×${height}`);
      return { ending: () => new Float32Array(0), byName: new Map() };
    },
  };
}

it('takes the closest look with a net of its own, which is opened when it is needed', async () => {
  const [usual, closest] = [blindNet(), blindNet()];
  let opened = 0;
  const detect = createDetector(usual, async () => {
    opened++;
    return closest;
  });
  await detect(picture(1200, 600));
  expect(usual.sizes).toEqual(['320×240', '640×320', '320×160']);
  expect(opened).toBe(0);
  await detect(picture(1600, 800));
  await detect(picture(1600, 800));
  expect(closest.sizes).toEqual(['1280×640', '1280×640']);
  expect(opened).toBe(1);
});

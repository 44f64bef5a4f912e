import { expect, it } from 'vitest';
import { createPyramid } from '../raster/pyramid.ts';
import type { Net } from '../runtime/net.ts';
import { createDetector } from './detector.ts';
import { anchors } from './rfb.ts';

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

/** A net that sees, at each look, faces of these scores and sides in network pixels, apart from each other. */
function seeingNet(
  seen: (width: number) => readonly { readonly score: number; readonly side: number }[],
): Net & { readonly widths: number[] } {
  const widths: number[] = [];
  return {
    widths,
    async run(_input, [, , height = 0, width = 0]) {
      widths.push(width);
      const priors = anchors(width, height);
      const scores = new Float32Array(priors.count * 2);
      const offsets = new Float32Array(priors.count * 4);
      seen(width).forEach(({ score, side }, index) => {
        const at = 2 + index * 60;
        scores[at * 2 + 1] = score;
        const [, , priorWidth, priorHeight] = priors.at(at);
        offsets[at * 4 + 2] = Math.log(side / priorWidth) / 0.2;
        offsets[at * 4 + 3] = Math.log(side / priorHeight) / 0.2;
      });
      return { ending: (last) => (last === 2 ? scores : offsets), byName: new Map() };
    },
  };
}

const never = () => Promise.reject(new Error('no closest look'));

it('looks closer at a smaller picture where faces are small, and only there', async () => {
  const widthsAt = async (side: number, looksForSmall: boolean) => {
    const net = seeingNet(() => [{ score: 0.9, side }]);
    await createDetector(net, never, looksForSmall)(picture(400, 300));
    return net.widths;
  };
  expect(await widthsAt(24, true)).toEqual([320, 640]);
  expect(await widthsAt(60, true)).toEqual([320]);
  expect(await widthsAt(24, false)).toEqual([320]);
});

it('tells what only the closer look at a smaller picture saw', async () => {
  const one = { score: 0.9, side: 24 };
  const net = seeingNet((width) => (width === 320 ? [one] : [one, { score: 0.8, side: 24 }]));
  const boxes = await createDetector(net, never, true)(picture(400, 300));
  expect(boxes.map(({ score, isExtra }) => [score.toFixed(1), isExtra])).toEqual([
    ['0.9', undefined],
    ['0.8', true],
  ]);
});

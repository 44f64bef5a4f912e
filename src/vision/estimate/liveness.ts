import { type Box, centreOf, heightOf, type Size, widthOf } from '../geometry/box.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';
import { softmax } from './distribution.ts';

/** Probability, 0..1, that a living person stood before the camera, and no print, screen or mask. */
export type LivenessEstimator = (picture: Pyramid, face: Box) => Promise<number>;

const SIZE = 128;
/** What surrounds a face gives a print or a screen away: the crop is that many times the detector's box. */
export const SURROUNDINGS = 2.7;
/** Fed as R, G, B, the net takes half of the living for prints. */
const LAYOUT: TensorLayout = { arrangement: 'planar', order: 'bgr', mean: [0, 0, 0], deviation: 1 };
/** Of the net's three classes; the other two are kinds of attacks. */
const LIVE = 0;

export function createLivenessEstimator(net: Net): LivenessEstimator {
  return async (picture, face) => {
    const { left, top, right, bottom } = surroundingsOf(face, picture);
    const a = (right - left) / SIZE;
    const e = (bottom - top) / SIZE;
    const input = sample(picture, { a, b: 0, c: left, d: 0, e, f: top }, SIZE, SIZE, LAYOUT);
    const outputs = await net.run(input, [1, 3, SIZE, SIZE]);
    return softmax(outputs.ending(3))[LIVE] as number;
  };
}

/**
 * The part of the picture that the net looks at: of the box's shape, so many times as large, about its centre. Where the
 * picture ends it is moved inwards, and made smaller when it does not fit at all. It is never padded: the net takes the
 * border of a padding for the edge of a print.
 */
export function surroundingsOf(face: Box, picture: Size, times = SURROUNDINGS): Box {
  const scale = Math.min(times, picture.width / widthOf(face), picture.height / heightOf(face));
  const width = widthOf(face) * scale;
  const height = heightOf(face) * scale;
  const centre = centreOf(face);
  const left = Math.max(0, Math.min(centre.x - width / 2, picture.width - width));
  const top = Math.max(0, Math.min(centre.y - height / 2, picture.height - height));
  return { left, top, right: left + width, bottom: top + height };
}

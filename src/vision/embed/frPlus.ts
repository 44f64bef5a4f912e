import type { Net } from '../runtime/net.ts';
import { ARC_SIZE, arcCrop } from './arcCrop.ts';
import { type EmbedderModel, lengthOf } from './embedder.ts';
import { FR_LAYOUT, runFr } from './fr.ts';
import { FR_CENTRE, MOBILE_CENTRE } from './frPlusCentre.ts';
import { fuse } from './fuse.ts';
import { mirror } from './mirror.ts';
import { MOBILE_LAYOUT, runMobile } from './mobileFaceNet.ts';

/** What MobileFaceNet's cosine counts beside `fr`'s. */
const MOBILE_WEIGHT = 0.5;

/** `fr` and MobileFaceNet, each of the face and of its mirror image: the two rarely make the same errors. */
export const FR_PLUS: EmbedderModel = {
  id: 'fr-plus-256-v1',
  roles: ['embedder-fr-narrow', 'embedder-mobilefacenet'],
  dimension: FR_CENTRE.length + MOBILE_CENTRE.length,
  calibration: { middle: 0.404, steepness: 22 },
  create: (nets) => {
    const ofFr = centred(nets('embedder-fr-narrow'), FR_LAYOUT, runFr, FR_CENTRE);
    const ofMobile = centred(nets('embedder-mobilefacenet'), MOBILE_LAYOUT, runMobile, MOBILE_CENTRE);
    return async (picture, points68) => {
      const fr = await ofFr(arcCrop(picture, points68, FR_LAYOUT));
      const mobile = await ofMobile(arcCrop(picture, points68, MOBILE_LAYOUT));
      const vector = fuse([
        { vector: fr.vector, weight: 1 },
        { vector: mobile.vector, weight: MOBILE_WEIGHT },
      ]);
      return { vector, frLength: fr.rawLength };
    };
  },
};

/** The mean of what a net makes of a crop and of its mirror image, less what it makes of faces in general. */
function centred(
  net: Net,
  layout: Parameters<typeof mirror>[2],
  run: (net: Net, crops: Float32Array, dimension: number) => Promise<Float32Array>,
  centre: Float32Array,
): (crop: Float32Array) => Promise<{ readonly vector: Float32Array; readonly rawLength: number }> {
  const { length } = centre;
  return async (crop) => {
    // In one run: the net's weights come into the processor's cache once.
    const both = new Float32Array(2 * crop.length);
    both.set(crop);
    both.set(mirror(crop, ARC_SIZE, layout), crop.length);
    const made = await run(net, both, length);
    const [one, other] = [made.subarray(0, length), made.subarray(length)];
    const vector = one.map((value, index) => (value + (other[index] as number)) / 2 - (centre[index] as number));
    return { vector, rawLength: lengthOf(one) };
  };
}

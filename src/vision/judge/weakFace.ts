import type { FoundFace } from '../find/foundFace.ts';
import { heightOf, widthOf } from '../geometry/box.ts';
import { type LowerFace, lowerFaceOf } from '../quality/lowerFace.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { bounded, logitOf } from './logit.ts';

/** Beyond these sizes, in pixels, a face gets no clearer, or no less clear, to the nets. */
const SMALLEST = 12;
const LARGEST = 100;
/** The key-point net sees no face at all below. */
const LEAST_KEY_POINTS = 0.3;
/** Where no more pictures of monkeys have a false face than without this rule. */
const LEAST_SUM = 2.5;

/**
 * Whether a finding is a face although the landmark net, which was made for whole faces near the camera, does not know it: what is small, or
 * has mouth and chin of a smooth surface of another colour, as a mask is. A rule of four measures, calibrated on part of the measuring
 * sets (docs/accuracy.md); it costs one more crop of a face that would be left out otherwise.
 */
export function isWeakFace(picture: Pyramid, face: FoundFace): boolean {
  const { box, keyPoints } = face;
  if (keyPoints.score < LEAST_KEY_POINTS) return false;
  const side = Math.min(LARGEST, Math.max(SMALLEST, widthOf(box), heightOf(box)));
  const sum =
    0.7 * bounded(logitOf(keyPoints.score), -1, 4) +
    0.2 * bounded(logitOf(box.score), 0, 8) -
    Math.log(side / 40) +
    0.8 * coverOf(lowerFaceOf(picture, face));
  return sum >= LEAST_SUM;
}

/** How much like a mask mouth and chin are, 0..4: smooth, and of another colour than what is above them. */
export function coverOf({ colour, lightness, texture }: LowerFace): number {
  return bounded(0.06 * colour + 0.06 * lightness - 1.5 * texture, 0, 4);
}

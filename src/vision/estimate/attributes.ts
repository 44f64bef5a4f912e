import { cropOf } from '../geometry/affine.ts';
import type { Point } from '../geometry/point.ts';
import { type FaceMesh, squareOf } from '../landmarks/faceMesh.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import { RAW_RGB, type TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';
import { squareAround } from './squareAround.ts';

export interface Attributes {
  /** Years, 0..100. */
  readonly age: number;
  /** 0 (female) .. 1 (male). */
  readonly gender: number;
}

export type AttributeEstimator = (picture: Pyramid, mesh: FaceMesh, points68: readonly Point[]) => Promise<Attributes>;

const FACE_API_SIZE = 112;
const FACE_API_MARGIN = 1.4;
const FACERES_SIZE = 224;
const FACERES_MARGIN = 1.2;
/** Caffe's channel means; fed as R, G, B the mean age error grows from 6 to 10 years. */
const FACERES_LAYOUT: TensorLayout = {
  arrangement: 'interleaved',
  order: 'bgr',
  mean: [123.68, 116.779, 103.939],
  deviation: 1,
};
/** Weight of face-api's age; the rest is faceres'. Together they err less than each alone. */
const FACE_API_AGE = 0.75;

/** Two nets with one vote each on gender; age is their weighted mean. @param faceres undefined: the first net decides alone */
export function createAttributeEstimator(ageGender: Net, faceres: Net | undefined): AttributeEstimator {
  return async (picture, mesh, points68) => {
    const upright = cropOf(squareAround(points68, FACE_API_MARGIN, 0), FACE_API_SIZE);
    const first = await ageGender.run(sample(picture, upright, FACE_API_SIZE, FACE_API_SIZE, RAW_RGB), [
      1,
      FACE_API_SIZE,
      FACE_API_SIZE,
      3,
    ]);
    if (!faceres) {
      return { age: clamp(first.ending(1)[0] as number, 0, 100), gender: clamp(first.ending(2)[0] as number, 0, 1) };
    }
    const second = await runFaceres(faceres, picture, mesh);
    const age = FACE_API_AGE * (first.ending(1)[0] as number) + (1 - FACE_API_AGE) * expectedAge(second.ages);
    const gender = ((first.ending(2)[0] as number) + second.gender) / 2;
    return { age: clamp(age, 0, 100), gender: clamp(gender, 0, 1) };
  };
}

/** @returns the shares of a hundred years of age, and 0 (female) .. 1 (male) */
export async function runFaceres(
  net: Net,
  picture: Pyramid,
  mesh: FaceMesh,
): Promise<{ readonly ages: Float32Array; readonly gender: number }> {
  const crop = cropOf(squareOf(mesh.frame, FACERES_MARGIN), FACERES_SIZE);
  const pixels = sample(picture, crop, FACERES_SIZE, FACERES_SIZE, FACERES_LAYOUT);
  const outputs = await net.run(pixels, [1, FACERES_SIZE, FACERES_SIZE, 3]);
  return { ages: outputs.ending(100), gender: outputs.ending(1)[0] as number };
}

/** Mean of a distribution over years. */
function expectedAge(probabilities: Float32Array): number {
  return probabilities.reduce((sum, probability, year) => sum + probability * (year + 0.5), 0);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

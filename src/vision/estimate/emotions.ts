import type { Emotion } from '../../domain/estimateNames.ts';
import { cropOf } from '../geometry/affine.ts';
import type { Point } from '../geometry/point.ts';
import { type FaceMesh, squareOf } from '../landmarks/faceMesh.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import { RAW_RGB } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';
import { shares } from './distribution.ts';
import { squareAround } from './squareAround.ts';

export type EmotionEstimator = (
  picture: Pyramid,
  mesh: FaceMesh,
  points68: readonly Point[],
) => Promise<Record<Emotion, number>>;

/** Places of the emotions in the outputs of face-api's expression net and of the grey "emotion" net. */
export const EXPRESSION_AT: Record<Emotion, number> = {
  anger: 3,
  disgust: 5,
  fear: 4,
  happiness: 1,
  neutral: 0,
  sadness: 2,
  surprise: 6,
};
const GREY_AT: Record<Emotion, number> = {
  anger: 0,
  disgust: 1,
  fear: 2,
  happiness: 3,
  neutral: 6,
  sadness: 4,
  surprise: 5,
};
/** Weight of the expression net; the rest is the grey net's. */
const EXPRESSION_WEIGHT = 0.7;
/** Crops turned upright and tighter than face-api's own tell neutral from happy better (bench:vision, Yale conditions). */
const EXPRESSION_SIZE = 112;
const EXPRESSION_MARGIN = 1.2;
const GREY_SIZE = 64;
const GREY_MARGIN = 1.1;

/** Shares of the seven emotions, sum 1. Sadness and disgust are weak: the nets see them only when they are strong. */
export function createEmotionEstimator(expression: Net, greyEmotion: Net): EmotionEstimator {
  return async (picture, mesh, points68) => {
    const first = await runExpression(expression, picture, mesh, points68);
    const outer = cropOf(squareOf(mesh.frame, GREY_MARGIN), GREY_SIZE);
    const grey = toGrey(sample(picture, outer, GREY_SIZE, GREY_SIZE, RAW_RGB));
    const second = (await greyEmotion.run(grey, [1, GREY_SIZE, GREY_SIZE, 1])).ending(7);
    const mix = (emotion: Emotion) =>
      EXPRESSION_WEIGHT * (first[EXPRESSION_AT[emotion]] as number) +
      (1 - EXPRESSION_WEIGHT) * (second[GREY_AT[emotion]] as number);
    return shares({
      anger: mix('anger'),
      disgust: mix('disgust'),
      fear: mix('fear'),
      happiness: mix('happiness'),
      neutral: mix('neutral'),
      sadness: mix('sadness'),
      surprise: mix('surprise'),
    });
  };
}

/** The expression net's shares of the seven emotions, at `EXPRESSION_AT`. */
export async function runExpression(
  net: Net,
  picture: Pyramid,
  mesh: FaceMesh,
  points68: readonly Point[],
): Promise<Float32Array> {
  const crop = cropOf(squareAround(points68, EXPRESSION_MARGIN, mesh.frame.angle), EXPRESSION_SIZE);
  const pixels = sample(picture, crop, EXPRESSION_SIZE, EXPRESSION_SIZE, RAW_RGB);
  return (await net.run(pixels, [1, EXPRESSION_SIZE, EXPRESSION_SIZE, 3])).ending(7);
}

/** Luma, -1..1. */
function toGrey(pixels: Float32Array): Float32Array {
  const grey = new Float32Array(pixels.length / 3);
  for (let index = 0; index < grey.length; index++) {
    const red = pixels[index * 3] as number;
    const green = pixels[index * 3 + 1] as number;
    const blue = pixels[index * 3 + 2] as number;
    grey[index] = (red * 0.2989 + green * 0.587 + blue * 0.114) / 127.5 - 1;
  }
  return grey;
}

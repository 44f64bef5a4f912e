import type { Box } from '../../geometry/box.ts';
import type { Pyramid } from '../../raster/pyramid.ts';
import { sample } from '../../raster/sample.ts';
import type { TensorLayout } from '../../raster/tensorLayout.ts';
import type { Net, NetOutputs } from '../../runtime/net.ts';

/** A person or an animal, in the picture's pixels. */
export interface SeenObject extends Box {
  readonly isPerson: boolean;
  /** 0..1. */
  readonly score: number;
}

/** Pixels a side of what the net sees. */
const SIZE = 416;
const LAYOUT: TensorLayout = {
  arrangement: 'planar',
  order: 'bgr',
  mean: [123.675, 116.28, 103.53],
  deviation: 57.6,
};
const STRIDES = [8, 16, 32];
const CLASSES = 80;
/** How far an edge may be from the middle of its cell, in strides: 0 to 10, each with a logit. */
const DISTANCES = 11;
/** What the net is less sure of is nothing. */
const LEAST_SCORE = 0.1;

/** Places among the classes of COCO. */
const PERSON = 0;
/** Bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe and teddy bear. There is no ape among them; to the net it is a bear, a dog or a cat. */
const ANIMALS = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 77];

/** People and animals in a picture, each as often as cells see it. One run of the net, in the direction in which the picture was sent. */
export async function seeObjects(net: Net, picture: Pyramid): Promise<readonly SeenObject[]> {
  const scale = Math.max(picture.width, picture.height) / SIZE;
  const pixels = sample(picture, { a: scale, b: 0, c: 0, d: 0, e: scale, f: 0 }, SIZE, SIZE, LAYOUT);
  const outputs = await net.run(pixels, [1, 3, SIZE, SIZE]);
  return STRIDES.flatMap((stride) => objectsOf(outputs, stride, scale));
}

function objectsOf(outputs: NetOutputs, stride: number, scale: number): SeenObject[] {
  const side = SIZE / stride;
  const cells = side * side;
  const scores = outputs.ending(CLASSES, side, side);
  const edges = outputs.ending(4 * DISTANCES, side, side);
  const seen: SeenObject[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const scoreOf = (kind: number) => scores[kind * cells + cell] as number;
    const person = scoreOf(PERSON);
    const animal = Math.max(...ANIMALS.map(scoreOf));
    if (Math.max(person, animal) < LEAST_SCORE) continue;
    const x = (cell % side) + 0.5;
    const y = Math.floor(cell / side) + 0.5;
    const at = (edge: number) => distanceOf(edges, edge * DISTANCES * cells + cell, cells);
    const box = {
      left: (x - at(0)) * stride * scale,
      top: (y - at(1)) * stride * scale,
      right: (x + at(2)) * stride * scale,
      bottom: (y + at(3)) * stride * scale,
    };
    if (person >= LEAST_SCORE) seen.push({ ...box, isPerson: true, score: person });
    if (animal >= LEAST_SCORE) seen.push({ ...box, isPerson: false, score: animal });
  }
  return seen;
}

/** Mean of 0, 1, 2 … by the shares that logits give them. @param first place of the first logit, the others are `step` apart */
function distanceOf(logits: Float32Array, first: number, step: number): number {
  let total = 0;
  let sum = 0;
  for (let distance = 0; distance < DISTANCES; distance++) {
    const share = Math.exp(logits[first + distance * step] as number);
    total += share;
    sum += share * distance;
  }
  return sum / total;
}

import { apply, cropOf } from '../geometry/affine.ts';
import { type Box, centreOf, heightOf, widthOf } from '../geometry/box.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';

/** What the key-point net sees of a face. */
export interface KeyPoints {
  /** The in-plane turn, radians, clockwise; the guess itself when no face was seen. */
  readonly roll: number;
  /** 0..1: how sure the net is; 0 when no face was seen. */
  readonly score: number;
}

/**
 * The key points of a detected face, given a guess of its in-plane turn that is right by about ±60°. The mesh needs the
 * turn: without a first angle it gives up beyond ±30°.
 */
export type FaceRoll = (picture: Pyramid, box: Box, guess: number) => Promise<KeyPoints>;

const SIZE = 128;
/** The crop's side in sides of the detector's box. */
const MARGIN = 2;
const LAYOUT: TensorLayout = {
  arrangement: 'interleaved',
  order: 'rgb',
  mean: [127.5, 127.5, 127.5],
  deviation: 127.5,
};
/** BlazeFace front camera: two grids of cells with this many anchors each, the fine grid first. */
const GRIDS = [
  { cells: 16, perCell: 2 },
  { cells: 8, perCell: 6 },
] as const;
/** Offsets of centre and size, then six key points of which the first two are the eyes. */
const VALUES = 16;
const LEAST_SCORE = 0.3;

export function createFaceRoll(net: Net): FaceRoll {
  return async (picture, box, guess) => {
    const side = Math.max(widthOf(box), heightOf(box)) * MARGIN;
    const crop = cropOf({ centre: centreOf(box), side, angle: guess }, SIZE);
    const outputs = await net.run(sample(picture, crop, SIZE, SIZE, LAYOUT), [1, SIZE, SIZE, 3]);
    let best = { weight: 0, roll: guess, score: 0 };
    for (const { cells, perCell } of GRIDS) {
      const count = cells * cells * perCell;
      const scores = outputs.ending(count, 1);
      const values = outputs.ending(count, VALUES);
      for (let index = 0; index < count; index++) {
        const score = 1 / (1 + Math.exp(-(scores[index] as number)));
        if (score < LEAST_SCORE) continue;
        const cell = Math.floor(index / perCell);
        const anchorX = (((cell % cells) + 0.5) / cells) * SIZE;
        const anchorY = ((Math.floor(cell / cells) + 0.5) / cells) * SIZE;
        const value = (at: number) => values[index * VALUES + at] as number;
        const offCentre = Math.hypot(value(0) + anchorX - SIZE / 2, value(1) + anchorY - SIZE / 2) / SIZE;
        // A neighbour's face may be in the crop, too: the one in the middle counts.
        const weight = score * (1 - Math.min(0.9, 2 * offCentre));
        if (weight <= best.weight) continue;
        const rightEye = apply(crop, value(4), value(5));
        const leftEye = apply(crop, value(6), value(7));
        best = { weight, score, roll: Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x) };
      }
    }
    return { roll: best.roll, score: best.score };
  };
}

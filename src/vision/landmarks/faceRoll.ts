import { apply, cropOf } from '../geometry/affine.ts';
import { type Box, centreOf, heightOf, widthOf } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net, NetOutputs } from '../runtime/net.ts';

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

/** Pixels a side of its crop. */
export const KEY_POINTS_SIZE = 128;
/** The crop's side in sides of the detector's box. */
const MARGIN = 2;
export const KEY_POINTS_LAYOUT: TensorLayout = {
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

export interface CentralFace {
  /** 0..1. */
  readonly score: number;
  /** Right and left one, pixels of the crop from the anchor's. */
  readonly eyes: readonly [Point, Point];
}

export function createFaceRoll(net: Net): FaceRoll {
  return async (picture, box, guess) => {
    const side = Math.max(widthOf(box), heightOf(box)) * MARGIN;
    const crop = cropOf({ centre: centreOf(box), side, angle: guess }, KEY_POINTS_SIZE);
    const found = centralFace(
      await runKeyPoints(net, sample(picture, crop, KEY_POINTS_SIZE, KEY_POINTS_SIZE, KEY_POINTS_LAYOUT)),
      LEAST_SCORE,
    );
    if (!found) return { roll: guess, score: 0 };
    const [rightEye, leftEye] = found.eyes.map(({ x, y }) => apply(crop, x, y)) as [Point, Point];
    return { roll: Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x), score: found.score };
  };
}

/** @param crop 128×128 pixels in the net's layout */
export async function runKeyPoints(net: Net, crop: Float32Array): Promise<NetOutputs> {
  return net.run(crop, [1, KEY_POINTS_SIZE, KEY_POINTS_SIZE, 3]);
}

/** What the net sees in the middle of a crop; a neighbour's face may be in it, too. @param least score of what is looked at, 0..1 */
export function centralFace(outputs: NetOutputs, least: number): CentralFace | undefined {
  let best: CentralFace | undefined;
  let most = 0;
  for (const { cells, perCell } of GRIDS) {
    const count = cells * cells * perCell;
    const scores = outputs.ending(count, 1);
    const values = outputs.ending(count, VALUES);
    for (let index = 0; index < count; index++) {
      const score = 1 / (1 + Math.exp(-(scores[index] as number)));
      if (score < least) continue;
      const cell = Math.floor(index / perCell);
      const anchorX = (((cell % cells) + 0.5) / cells) * KEY_POINTS_SIZE;
      const anchorY = ((Math.floor(cell / cells) + 0.5) / cells) * KEY_POINTS_SIZE;
      const value = (at: number) => values[index * VALUES + at] as number;
      const offCentre = Math.hypot(value(0) + anchorX - KEY_POINTS_SIZE / 2, value(1) + anchorY - KEY_POINTS_SIZE / 2);
      const weight = score * (1 - Math.min(0.9, (2 * offCentre) / KEY_POINTS_SIZE));
      if (weight <= most) continue;
      most = weight;
      best = {
        score,
        eyes: [
          { x: value(4), y: value(5) },
          { x: value(6), y: value(7) },
        ],
      };
    }
  }
  return best;
}

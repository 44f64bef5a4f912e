import { mirror } from '../../embed/mirror.ts';
import type { FoundFace } from '../../find/foundFace.ts';
import { cropOf } from '../../geometry/affine.ts';
import { centreOf, heightOf, widthOf } from '../../geometry/box.ts';
import { centralFace, KEY_POINTS_LAYOUT, KEY_POINTS_SIZE, runKeyPoints } from '../../landmarks/faceRoll.ts';
import type { Pyramid } from '../../raster/pyramid.ts';
import { sample } from '../../raster/sample.ts';
import type { Net } from '../../runtime/net.ts';
import { bounded, logitOf } from '../logit.ts';

/** What the key-point net sees of a face with more of its surroundings: logits, each the mean over crops and their mirror images. */
export interface WideLooks {
  /** The crop's side is three and four times the box's, once round its middle and once towards the chest. */
  readonly head: number;
  /** Five and six times. */
  readonly far: number;
}

const NEAR = [3, 4];
const FAR = [5, 6];
/** How far the crop is moved down the face, in sides of the box. */
const DOWN = 0.6;
const LOGITS = { least: -6, most: 5 };

/** Hair, neck and shoulders are what the net was trained with; an animal's surroundings are others. Twelve runs of the smallest net. */
export async function wideLooksOf(net: Net, picture: Pyramid, { box, keyPoints }: FoundFace): Promise<WideLooks> {
  const angle = keyPoints.roll;
  const side = Math.max(widthOf(box), heightOf(box));
  const { x, y } = centreOf(box);
  const meanOf = async (margins: readonly number[], down: number) => {
    const centre = { x: x - Math.sin(angle) * side * down, y: y + Math.cos(angle) * side * down };
    let sum = 0;
    for (const margin of margins) {
      const crop = cropOf({ centre, side: side * margin, angle }, KEY_POINTS_SIZE);
      const pixels = sample(picture, crop, KEY_POINTS_SIZE, KEY_POINTS_SIZE, KEY_POINTS_LAYOUT);
      sum += await certaintyOf(net, pixels);
      sum += await certaintyOf(net, mirror(pixels, KEY_POINTS_SIZE, KEY_POINTS_LAYOUT));
    }
    return sum / (2 * margins.length);
  };
  const head = ((await meanOf(NEAR, 0)) + (await meanOf(NEAR, DOWN))) / 2;
  return { head, far: await meanOf(FAR, 0) };
}

async function certaintyOf(net: Net, pixels: Float32Array): Promise<number> {
  const found = centralFace(await runKeyPoints(net, pixels), 0);
  return found ? bounded(logitOf(found.score), LOGITS.least, LOGITS.most) : LOGITS.least;
}

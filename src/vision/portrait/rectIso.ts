import type { Rect } from '../face.ts';
import { type Box, boxOf, heightOf, type Size, turnBack, turnPoint, widthOf } from '../geometry/box.ts';
import type { Eyes } from '../landmarks/landmarks.ts';
import type { QuarterTurns } from '../raster/raster.ts';

/**
 * Box of an ISO-style portrait: a quarter of its width lies between the eyes, which stand at six tenths of its height
 * (contract 20). Its corner may lie outside the picture; height to width is 4:3.
 *
 * Two cases in which the rule alone would cut a strip out of the face: in a profile the eyes nearly meet, hence a least
 * width, the one of the face's box; and for a face that lies on its side or upside down the rule is applied to the
 * picture turned so that the face stands, and the box is turned back with it.
 */
export function rectIsoOf(eyes: Eyes, face: Box, picture: Size): Box {
  const turns = turnsToStand(eyes);
  const left = turnPoint(eyes.left, turns, picture);
  const right = turnPoint(eyes.right, turns, picture);
  const faceWidth = turns % 2 === 0 ? widthOf(face) : heightOf(face);
  return turnBack(boxOf(isoRect({ left, right }, faceWidth)), turns, picture);
}

function isoRect({ left, right }: Eyes, leastWidth: number): Rect {
  const width = Math.max((right.x - left.x) / 0.25, leastWidth);
  const height = width / 0.75;
  return {
    x: Math.round((right.x + left.x) / 2) - Math.round(0.5 * width),
    y: Math.round((right.y + left.y) / 2) - Math.round(0.6 * height),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** Clockwise quarter turns after which the line of the eyes is nearest to level. */
function turnsToStand({ left, right }: Eyes): QuarterTurns {
  const quarters = Math.round(Math.atan2(right.y - left.y, right.x - left.x) / (Math.PI / 2));
  return ((4 - quarters) % 4) as QuarterTurns;
}

import type { Rect } from '../face.ts';
import { type Box, boxOf } from '../geometry/box.ts';
import type { Eyes } from '../landmarks/landmarks.ts';

/** Of the portrait's width: what lies between the eyes, what lies above them; and its width to its height. */
const BETWEEN_EYES = 0.25;
const ABOVE_EYES = 0.6;
const WIDTH_TO_HEIGHT = 0.75;

/**
 * Box of an ISO-style portrait: a quarter of its width lies between the eyes, six tenths of its width above them
 * (contract 20). Its corner may lie outside the picture; height to width is 4:3, always.
 *
 * Where that would cut into the face, the box is widened around the eyes until it holds the face's box: in a profile the
 * eyes nearly meet, and in a face that lies on its side they stand above each other. A face seen from the front is never
 * affected.
 */
export function rectIsoOf({ left, right }: Eyes, face: Box): Box {
  const middle = { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 };
  const width = Math.max(
    (right.x - left.x) / BETWEEN_EYES,
    2 * (middle.x - face.left),
    2 * (face.right - middle.x),
    (middle.y - face.top) / ABOVE_EYES,
    (face.bottom - middle.y) / (1 / WIDTH_TO_HEIGHT - ABOVE_EYES),
  );
  const rect: Rect = {
    x: Math.round(middle.x) - Math.round(0.5 * width),
    y: Math.round(middle.y) - Math.round(ABOVE_EYES * width),
    width: Math.round(width),
    height: Math.round(width / WIDTH_TO_HEIGHT),
  };
  return boxOf(rect);
}

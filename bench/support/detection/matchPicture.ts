import type { Rect } from '../../../src/vision/face.ts';
import { type Box, boxOf, overlap } from '../../../src/vision/geometry/box.ts';
import type { Point } from '../../../src/vision/geometry/point.ts';
import type { Label } from './labelledPictures.ts';

interface Placed {
  readonly rect: Rect;
}

/** Which faces of a picture are labelled ones, and which are no faces; what cannot be told is in neither. */
export interface Verdict<Face> {
  readonly labelled: number;
  readonly found: readonly Face[];
  readonly wrong: readonly Face[];
}

/** Intersection over union from which a box is a labelled one. */
const SAME_BOX = 0.3;

/** @param centre of the picture: a photo of one person shows the person there */
export function matchPicture<Face extends Placed>(label: Label, faces: readonly Face[], centre: Point): Verdict<Face> {
  switch (label.kind) {
    case 'nobody':
      return { labelled: 0, found: [], wrong: faces };
    case 'somebody': {
      const off = ({ rect }: Face) =>
        Math.hypot(rect.x + rect.width / 2 - centre.x, rect.y + rect.height / 2 - centre.y);
      const [subject] = [...faces].sort((a, b) => off(a) - off(b));
      return { labelled: 1, found: subject ? [subject] : [], wrong: [] };
    }
    case 'boxes':
      return match(label.boxes, faces, (box, rect) => overlap(box, boxOf(rect)), SAME_BOX, label.open);
    case 'noses':
      return match(label.noses, faces, ({ x, y }, rect) => (holds(boxOf(rect), x, y) ? 1 : 0), 1, false);
  }
}

/** Each label takes the face that fits it best; faces that are left are wrong, unless there may be people without a label. */
function match<Known, Face extends Placed>(
  labels: readonly Known[],
  faces: readonly Face[],
  nearness: (label: Known, rect: Rect) => number,
  least: number,
  open: boolean,
): Verdict<Face> {
  const left = new Set(faces);
  const found: Face[] = [];
  for (const label of labels) {
    const [best] = [...left].sort((a, b) => nearness(label, b.rect) - nearness(label, a.rect));
    if (!best || nearness(label, best.rect) < least) continue;
    left.delete(best);
    found.push(best);
  }
  return { labelled: labels.length, found, wrong: open ? [] : [...left] };
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

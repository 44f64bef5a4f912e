import type { Rect } from '../../../src/vision/face.ts';
import { type Box, boxOf, overlap } from '../../../src/vision/geometry/box.ts';
import type { Point } from '../../../src/vision/geometry/point.ts';
import type { Label, LabelledBox } from './labelledPictures.ts';

interface Placed {
  readonly rect: Rect;
}

/** Which faces of a picture are labelled ones, and which are no faces; what cannot be told is in neither. */
export interface Verdict<Face> {
  readonly labelled: number;
  readonly found: readonly Face[];
  readonly wrong: readonly Face[];
  /** Labels by what the face is and how large, and how many of them are found; empty where labels do not say. */
  readonly groups: readonly { readonly name: string; readonly found: boolean }[];
}

/** Intersection over union from which a box is a labelled one. */
const SAME_BOX = 0.3;

/** @param centre of the picture: a photo of one person shows the person there */
export function matchPicture<Face extends Placed>(label: Label, faces: readonly Face[], centre: Point): Verdict<Face> {
  switch (label.kind) {
    case 'nobody':
      return { labelled: 0, found: [], wrong: faces, groups: [] };
    case 'somebody': {
      const off = ({ rect }: Face) =>
        Math.hypot(rect.x + rect.width / 2 - centre.x, rect.y + rect.height / 2 - centre.y);
      const [subject] = [...faces].sort((a, b) => off(a) - off(b));
      return { labelled: 1, found: subject ? [subject] : [], wrong: [], groups: [] };
    }
    case 'boxes':
      return match(label.boxes, faces, (box, rect) => overlap(box, boxOf(rect)), SAME_BOX, label.open, groupOf);
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
  nameOf: (label: Known) => string | undefined = () => undefined,
): Verdict<Face> {
  const left = new Set(faces);
  const found: Face[] = [];
  const groups: { name: string; found: boolean }[] = [];
  for (const label of labels) {
    const [best] = [...left].sort((a, b) => nearness(label, b.rect) - nearness(label, a.rect));
    const isFound = best !== undefined && nearness(label, best.rect) >= least;
    const name = nameOf(label);
    if (name !== undefined) groups.push({ name, found: isFound });
    if (!best || !isFound) continue;
    left.delete(best);
    found.push(best);
  }
  return { labelled: labels.length, found, wrong: open ? [] : [...left], groups };
}

/** Smaller side of the label, pixels. */
function groupOf({ kind, left, top, right, bottom }: LabelledBox): string | undefined {
  if (kind === undefined) return undefined;
  const side = Math.min(right - left, bottom - top);
  return `${kind}, ${side >= 40 ? '40 px and more' : side >= 20 ? '20 to 40 px' : 'below 20 px'}`;
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

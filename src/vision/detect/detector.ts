import { coverage, heightOf, type Size, widthOf } from '../geometry/box.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';
import { anchors, decodeBoxes, type ScoredBox } from './rfb.ts';
import { suppress } from './suppress.ts';

/** Finds the boxes of faces that stand about upright, in the picture's pixels; order is not defined. */
export type Detector = (picture: Pyramid) => Promise<ScoredBox[]>;

const LAYOUT: TensorLayout = { arrangement: 'planar', order: 'rgb', mean: [127, 127, 127], deviation: 128 };
/** What the net is less sure of is no box. */
const LEAST_BOX_SCORE = 0.6;
const SUPPRESSION = 0.35;

/** Anchors stop at 256: the first look keeps even a face that fills the picture below that. */
const FIRST_LOOK = 320;
/** Closer looks for small faces, each only at pictures with about this many pixels. */
const CLOSER_LOOKS = [
  { side: 640, from: 480, isClosest: false },
  { side: 1280, from: 1600, isClosest: true },
];
/** Where a smaller picture shows a face below `small`, in network pixels of the first look, it gets a closer look, too: there may be more of them. */
const EXTRA_LOOK = { side: 640, from: 300, small: 48 };
/** Network pixels. A larger face shatters into part-boxes at a closer look, and the looks before have it already. */
const LARGEST_IN_CLOSER_LOOK = 160;
/** Part of the smaller box that is common to two boxes of one face. */
const SAME_FACE = 0.4;
const CORNER = { x: 0, y: 0 };
/** Border added on each side, as part of the picture's size, when no face was found: for crops tighter than the face. */
const PADDING = 0.3;

/**
 * The looks of `detector` were measured: a single pass at 640 breaks close-ups (true accept rate 56 % instead of 100 %),
 * a single pass at 320 misses faces below 70 pixels in 1280.
 * @param openClosest the same net for the closest look, whose buffers are four times as large: opened by the first large picture
 * @param looksForSmall whether smaller pictures with small faces get a closer look, too: for a judge that can tell more of what it shows
 */
export function createDetector(net: Net, openClosest: () => Promise<Net>, looksForSmall = false): Detector {
  let closest: Net | undefined;
  const openedClosest = async () => {
    closest ??= await openClosest();
    return closest;
  };
  // Megabytes of new memory for each look would cost the kernel more than the pixels cost us; looks never overlap.
  let memory = new Float32Array(0);

  /** One run at `size`; `offset` is what lies left of and above the picture, in its pixels. */
  async function look(by: Net, picture: Pyramid, size: Size, scale: number, offset = CORNER): Promise<ScoredBox[]> {
    const { width, height } = size;
    const step = 1 / scale;
    const crop = { a: step, b: 0, c: -offset.x, d: 0, e: step, f: -offset.y };
    const length = 3 * width * height;
    if (memory.length < length) memory = new Float32Array(length);
    const input = sample(picture, crop, width, height, LAYOUT, memory.subarray(0, length));
    const outputs = await by.run(input, [1, 3, height, width]);
    const boxes = decodeBoxes(outputs.ending(2), outputs.ending(4), anchors(width, height), LEAST_BOX_SCORE);
    const found = suppress(boxes, SUPPRESSION);
    return found.map(({ left, top, right, bottom, score }) => ({
      left: left * step - offset.x,
      top: top * step - offset.y,
      right: right * step - offset.x,
      bottom: bottom * step - offset.y,
      score,
    }));
  }

  return async (picture) => {
    const longSide = Math.max(picture.width, picture.height);
    const first =
      picture.height > picture.width
        ? { width: (FIRST_LOOK * 3) / 4, height: FIRST_LOOK }
        : { width: FIRST_LOOK, height: (FIRST_LOOK * 3) / 4 };
    const found = await look(net, picture, first, Math.min(first.width / picture.width, first.height / picture.height));
    const lookCloser = async (side: number, by: Net, isExtra: boolean) => {
      const scale = side / longSide;
      for (const box of await look(by, picture, inputSize(picture, scale), scale)) {
        if (sideOf(box) * scale > LARGEST_IN_CLOSER_LOOK) continue;
        if (!found.some((known) => coverage(known, box) > SAME_FACE)) found.push(isExtra ? { ...box, isExtra } : box);
      }
    };
    const looks = CLOSER_LOOKS.filter(({ from }) => longSide >= from);
    for (const { side, isClosest } of looks) await lookCloser(side, isClosest ? await openedClosest() : net, false);
    if (looksForSmall && looks.length === 0 && longSide >= EXTRA_LOOK.from) {
      const isSmall = (box: ScoredBox) => (sideOf(box) * FIRST_LOOK) / longSide < EXTRA_LOOK.small;
      if (found.some(isSmall)) await lookCloser(EXTRA_LOOK.side, net, true);
    }
    if (found.length > 0) return found;
    const offset = { x: picture.width * PADDING, y: picture.height * PADDING };
    const padded = { width: picture.width + 2 * offset.x, height: picture.height + 2 * offset.y };
    const scale = FIRST_LOOK / Math.max(padded.width, padded.height);
    return look(net, picture, inputSize(padded, scale), scale, offset);
  };
}

function sideOf(box: ScoredBox): number {
  return Math.max(widthOf(box), heightOf(box));
}

/** The net halves its input five times and more. */
function inputSize(picture: Size, scale: number): Size {
  const padded = (side: number) => Math.max(64, Math.ceil((side * scale - 1e-6) / 32) * 32);
  return { width: padded(picture.width), height: padded(picture.height) };
}

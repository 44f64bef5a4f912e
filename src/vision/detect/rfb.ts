import type { Box } from '../geometry/box.ts';

/**
 * The anchor scheme of the RFB-320 detector ("ultra-light-fast" family, SSD style): per stride, anchors of these widths
 * at the centre of every cell.
 */
const SCALES = [
  { stride: 8, sides: [10, 16, 24] },
  { stride: 16, sides: [32, 48] },
  { stride: 32, sides: [64, 96] },
  { stride: 64, sides: [128, 192, 256] },
] as const;
/** Anchors are squares, but in training none was higher than the 240 pixels of its pictures. */
const HIGHEST = 240;

const CENTRE_VARIANCE = 0.1;
const SIZE_VARIANCE = 0.2;

/** [centre x, centre y, width, height] in the input's pixels. */
export type Anchor = readonly [number, number, number, number];

/** The anchors for an input of any size, each made when it is asked for: of thousands a look needs a few. */
export interface Anchors {
  readonly count: number;
  at(index: number): Anchor;
}

export function anchors(width: number, height: number): Anchors {
  const grids = SCALES.map(({ stride, sides }) => {
    const [columns, rows] = [Math.ceil(width / stride), Math.ceil(height / stride)];
    return { columns, rows, sides, count: columns * rows * sides.length };
  });
  return {
    count: grids.reduce((sum, { count }) => sum + count, 0),
    at(index) {
      let place = index;
      for (const { columns, rows, sides, count } of grids) {
        if (place >= count) {
          place -= count;
          continue;
        }
        const cell = Math.floor(place / sides.length);
        const side = sides[place % sides.length] as number;
        const [column, row] = [cell % columns, Math.floor(cell / columns)];
        return [
          Math.fround(((column + 0.5) / columns) * width),
          Math.fround(((row + 0.5) / rows) * height),
          side,
          Math.min(side, HIGHEST),
        ];
      }
      throw new RangeError(`anchor ${index} of ${index - place}`);
    },
  };
}

export interface ScoredBox extends Box {
  /** 0..1. */
  readonly score: number;
  /** Of a look that only a judge of doubts asks for: an engine without one does not have it. */
  readonly isExtra?: boolean;
}

/**
 * Boxes of the detector's raw output in the input's pixels.
 * @param scores [background, face] probabilities by anchor
 * @param offsets [dx, dy, dw, dh] by anchor, SSD coded
 */
export function decodeBoxes(
  scores: Float32Array,
  offsets: Float32Array,
  priors: Pick<Anchors, 'at'>,
  threshold: number,
): ScoredBox[] {
  const boxes: ScoredBox[] = [];
  for (let index = 0; index * 2 < scores.length; index++) {
    const score = scores[index * 2 + 1] as number;
    if (score < threshold) continue;
    const at = index * 4;
    const [priorX, priorY, priorWidth, priorHeight] = priors.at(index);
    const x = priorX + (offsets[at] as number) * CENTRE_VARIANCE * priorWidth;
    const y = priorY + (offsets[at + 1] as number) * CENTRE_VARIANCE * priorHeight;
    const width = Math.exp((offsets[at + 2] as number) * SIZE_VARIANCE) * priorWidth;
    const height = Math.exp((offsets[at + 3] as number) * SIZE_VARIANCE) * priorHeight;
    boxes.push({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2, score });
  }
  return boxes;
}

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

/** Anchors for an input of any size: [centre x, centre y, width, height] each, in the input's pixels. */
export function anchors(width: number, height: number): Float32Array {
  const grids = SCALES.map(({ stride, sides }) => ({
    columns: Math.ceil(width / stride),
    rows: Math.ceil(height / stride),
    sides,
  }));
  const count = grids.reduce((sum, { columns, rows, sides }) => sum + columns * rows * sides.length, 0);
  const values = new Float32Array(count * 4);
  let to = 0;
  for (const { columns, rows, sides } of grids) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        for (const side of sides) {
          values[to++] = ((column + 0.5) / columns) * width;
          values[to++] = ((row + 0.5) / rows) * height;
          values[to++] = side;
          values[to++] = Math.min(side, HIGHEST);
        }
      }
    }
  }
  return values;
}

/** Sizes whose anchors are kept: two or three looks at photos of a few shapes. */
const KEPT_SIZES = 4;

/** As `anchors`; those of the sizes that were asked for last are kept, since to make them takes as long as to read the boxes. */
export function createAnchors(): typeof anchors {
  const kept = new Map<string, Float32Array>();
  return (width, height) => {
    const size = `${width} ${height}`;
    const values = kept.get(size) ?? anchors(width, height);
    kept.delete(size);
    kept.set(size, values);
    if (kept.size > KEPT_SIZES) kept.delete(kept.keys().next().value as string);
    return values;
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
  priors: Float32Array,
  threshold: number,
): ScoredBox[] {
  const boxes: ScoredBox[] = [];
  for (let index = 0; index * 2 < scores.length; index++) {
    const score = scores[index * 2 + 1] as number;
    if (score < threshold) continue;
    const at = index * 4;
    const priorWidth = priors[at + 2] as number;
    const priorHeight = priors[at + 3] as number;
    const x = (priors[at] as number) + (offsets[at] as number) * CENTRE_VARIANCE * priorWidth;
    const y = (priors[at + 1] as number) + (offsets[at + 1] as number) * CENTRE_VARIANCE * priorHeight;
    const width = Math.exp((offsets[at + 2] as number) * SIZE_VARIANCE) * priorWidth;
    const height = Math.exp((offsets[at + 3] as number) * SIZE_VARIANCE) * priorHeight;
    boxes.push({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2, score });
  }
  return boxes;
}

import type { ScoredBox } from '../detect/rfb.ts';
import type { NetOutput } from '../runtime/net.ts';
import type { BoxReader } from './boxReader.ts';

/** Pixels between the cells of each of its grids, finest first: nets with three grids, and those with five. */
const STRIDES: Readonly<Record<number, readonly number[]>> = { 3: [8, 16, 32], 5: [8, 16, 32, 64, 128] };
/** Anchors of one cell. */
const MOST_ANCHORS = 2;

/**
 * Reads SCRFD's outputs (Guo et al. 2021; insightface's `scrfd.py`): for each grid the scores [N, 1], 0..1, and the distances [N, 4] from the
 * cell's corner to the four sides of the box, in strides. They are told by their shapes, since their names are numbers. Key points are not read:
 * the landmark net has them.
 */
export const scrfdBoxes: BoxReader = ({ byName }, width, height, leastScore) => {
  const outputs = [...byName.values()];
  const scores = ending(outputs, 1);
  const distances = ending(outputs, 4);
  const strides = STRIDES[scores.length];
  if (!strides || distances.length !== scores.length) {
    const dims = outputs.map((output) => `[${output.dims.join(', ')}]`).join(', ');
    throw new Error(`outputs = "scrfd" must have 3 or 5 scores [N, 1] and as many boxes [N, 4]; the net has ${dims}`);
  }
  return strides.flatMap((stride, grid) => {
    const [columns, rows] = [Math.floor(width / stride), Math.floor(height / stride)];
    const [ofGrid, box] = [scores[grid] as Float32Array, distances[grid] as Float32Array];
    const anchors = ofGrid.length / (columns * rows);
    if (!Number.isInteger(anchors) || anchors > MOST_ANCHORS || box.length !== ofGrid.length * 4) {
      throw new Error(`outputs = "scrfd" has ${ofGrid.length} scores where a grid of ${columns} x ${rows} cells is`);
    }
    const boxes: ScoredBox[] = [];
    for (const [index, score] of ofGrid.entries()) {
      if (!(score >= leastScore)) continue;
      const cell = Math.floor(index / anchors);
      const [x, y] = [(cell % columns) * stride, Math.floor(cell / columns) * stride];
      const side = (number: number) => (box[index * 4 + number] as number) * stride;
      boxes.push({ left: x - side(0), top: y - side(1), right: x + side(2), bottom: y + side(3), score });
    }
    return boxes;
  });
};

/** Outputs whose last dimension it is, the longest first: the finest grid has the most. */
function ending(outputs: readonly NetOutput[], size: number): Float32Array[] {
  return outputs
    .filter(({ dims }) => dims.at(-1) === size)
    .map(({ values }) => values)
    .sort((one, other) => other.length - one.length);
}

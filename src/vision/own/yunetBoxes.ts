import type { ScoredBox } from '../detect/rfb.ts';
import type { NetOutputs } from '../runtime/net.ts';
import type { BoxReader } from './boxReader.ts';

const STRIDES = [8, 16, 32] as const;

/**
 * Reads the outputs of YuNet as it is since 2023 (Wu et al. 2023; OpenCV's `face_detect.cpp`): for each grid, by name, how likely a face
 * is (`cls_8`) and whether the box is good (`obj_8`), and the box (`bbox_8`) as its middle from the cell's corner and the logarithms of its sides,
 * all in strides. Key points are not read: the landmark net has them.
 */
export const yunetBoxes: BoxReader = (outputs, width, height, leastScore) =>
  STRIDES.flatMap((stride) => {
    const [columns, rows] = [Math.floor(width / stride), Math.floor(height / stride)];
    const cells = columns * rows;
    const faces = named(outputs, `cls_${stride}`, cells);
    const objects = named(outputs, `obj_${stride}`, cells);
    const box = named(outputs, `bbox_${stride}`, cells * 4);
    const boxes: ScoredBox[] = [];
    for (let cell = 0; cell < cells; cell++) {
      const score = Math.sqrt(share(faces[cell] as number) * share(objects[cell] as number));
      if (!(score >= leastScore)) continue;
      const value = (number: number) => box[cell * 4 + number] as number;
      const x = ((cell % columns) + value(0)) * stride;
      const y = (Math.floor(cell / columns) + value(1)) * stride;
      const [halfWidth, halfHeight] = [(Math.exp(value(2)) * stride) / 2, (Math.exp(value(3)) * stride) / 2];
      boxes.push({ left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight, score });
    }
    return boxes;
  });

function named({ byName }: NetOutputs, name: string, length: number): Float32Array {
  const output = byName.get(name);
  if (!output) throw new Error(`outputs = "yunet" must have ${name}; the net has ${[...byName.keys()].join(', ')}`);
  if (output.values.length !== length) {
    throw new Error(`outputs = "yunet" has ${output.values.length} numbers in ${name} where ${length} are expected`);
  }
  return output.values;
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}

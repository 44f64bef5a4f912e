import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { testModels } from '../../../test/support/models.ts';
import { openDetector } from './openDetector.ts';

const STORED = 'faceplugin-0.0.1/fr_detect.onnx';

function waves(height: number, width: number): Tensor {
  const values = Float32Array.from({ length: 3 * height * width }, (_, index) => Math.sin(index / 61));
  return new Tensor('float32', values, [1, 3, height, width]);
}

async function detect(model: Uint8Array, input: Tensor): Promise<(name: string) => Float32Array> {
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const outputs = await session.run({ input });
  return (name) => {
    const data = outputs[name]?.data;
    if (!(data instanceof Float32Array)) throw new Error(`no output ${name}`);
    return data;
  };
}

function largestDifference(left: Float32Array, right: Float32Array): number {
  expect(left.length).toBe(right.length);
  return left.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (right[index] ?? 0))), 0);
}

/** Anchors of a 320×240 picture, as parts of it: centre x, centre y, width, height; none larger than the picture. */
function anchors(): [number, number, number, number][] {
  const scales: [number, number[]][] = [
    [8, [10, 16, 24]],
    [16, [32, 48]],
    [32, [64, 96]],
    [64, [128, 192, 256]],
  ];
  return scales.flatMap(([stride, sides]) => {
    const [columns, rows] = [Math.ceil(320 / stride), Math.ceil(240 / stride)];
    return Array.from({ length: rows * columns }, (_, cell) => {
      const [x, y] = [((cell % columns) + 0.5) / columns, (Math.floor(cell / columns) + 0.5) / rows];
      return sides.map((side): [number, number, number, number] => [
        x,
        y,
        Math.min(side / 320, 1),
        Math.min(side / 240, 1),
      ]);
    }).flat();
  });
}

describe('openDetector', () => {
  it('computes the scores and boxes of the stored model at its own size', async () => {
    const stored = await (await testModels()).read(STORED);
    const input = waves(240, 320);
    const original = await detect(stored, input);
    const opened = await detect(openDetector(stored), input);
    expect(largestDifference(opened('scores'), original('scores'))).toBeLessThan(1e-5);
    const offsets = opened('offsets');
    const boxes = anchors().flatMap(([x, y, anchorWidth, anchorHeight], index) => {
      const [dx = 0, dy = 0, dw = 0, dh = 0] = offsets.subarray(4 * index, 4 * index + 4);
      const [cx, cy] = [x + 0.1 * dx * anchorWidth, y + 0.1 * dy * anchorHeight];
      const [width, height] = [anchorWidth * Math.exp(0.2 * dw), anchorHeight * Math.exp(0.2 * dh)];
      return [cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2];
    });
    expect(largestDifference(Float32Array.from(boxes), original('boxes'))).toBeLessThan(1e-4);
  });

  it('takes pictures of other sizes', async () => {
    const opened = openDetector(await (await testModels()).read(STORED));
    const outputs = await detect(opened, waves(480, 640));
    const cells = 80 * 60 * 3 + 40 * 30 * 2 + 20 * 15 * 2 + 10 * 8 * 3;
    expect(outputs('scores')).toHaveLength(2 * cells);
    expect(outputs('offsets')).toHaveLength(4 * cells);
  });

  it('refuses another model', async () => {
    const other = await (await testModels()).read('faceplugin-0.0.1/fr_feature.onnx');
    expect(() => openDetector(other)).toThrow('does not compute 462');
  });
});

import { describe, expect, it } from 'vitest';
import type { NetOutput, NetOutputs } from '../runtime/net.ts';
import { scrfdBoxes } from './scrfdBoxes.ts';
import { yunetBoxes } from './yunetBoxes.ts';

/** Of the input, in pixels. */
const [WIDTH, HEIGHT] = [64, 96];
const STRIDES = [8, 16, 32];
const cellsOf = (stride: number) => (WIDTH / stride) * (HEIGHT / stride);

function outputs(named: Readonly<Record<string, NetOutput>>): NetOutputs {
  return { byName: new Map(Object.entries(named)), ending: () => new Float32Array(0) };
}

function zeros(rows: number, columns: number): NetOutput {
  return { dims: [1, rows, columns], values: new Float32Array(rows * columns) };
}

describe('SCRFD', () => {
  /** Under the names that exports have: numbers, in no order. */
  const blank = (anchors: number) =>
    Object.fromEntries(
      STRIDES.flatMap((stride) => [
        [`${900 - stride}`, zeros(cellsOf(stride) * anchors, 4)],
        [`${stride}`, zeros(cellsOf(stride) * anchors, 1)],
        [`k${stride}`, zeros(cellsOf(stride) * anchors, 10)],
      ]),
    ) as Record<string, NetOutput>;

  it.each([1, 2])('gives a box around the corner of its cell, with %i anchors a cell', (anchors) => {
    const net = blank(anchors);
    // The cell of stride 16 in column 3, row 2 of four columns; its last anchor.
    const index = (2 * 4 + 3) * anchors + anchors - 1;
    (net['16'] as NetOutput).values[index] = 0.9;
    (net['884'] as NetOutput).values.set([1, 1.5, 0.5, 2], index * 4);
    expect(scrfdBoxes(outputs(net), WIDTH, HEIGHT, 0.5)).toEqual([
      { left: 32, top: 8, right: 56, bottom: 64, score: Math.fround(0.9) },
    ]);
    expect(scrfdBoxes(outputs(net), WIDTH, HEIGHT, 0.95)).toEqual([]);
  });

  it('refuses outputs of another net, or of another size', () => {
    expect(() => scrfdBoxes(outputs({ scores: zeros(10, 2), boxes: zeros(10, 4) }), WIDTH, HEIGHT, 0.5)).toThrow(
      'outputs = "scrfd" must have 3 or 5 scores [N, 1] and as many boxes [N, 4]; the net has [1, 10, 2], [1, 10, 4]',
    );
    expect(() => scrfdBoxes(outputs(blank(2)), WIDTH, HEIGHT * 2, 0.5)).not.toThrow();
    expect(() => scrfdBoxes(outputs(blank(1)), WIDTH * 2, HEIGHT, 0.5)).toThrow('96 scores where a grid of 16 x 12');
  });
});

describe('YuNet', () => {
  const blank = () =>
    Object.fromEntries(
      STRIDES.flatMap((stride) => [
        [`cls_${stride}`, zeros(cellsOf(stride), 1)],
        [`obj_${stride}`, zeros(cellsOf(stride), 1)],
        [`bbox_${stride}`, zeros(cellsOf(stride), 4)],
      ]),
    ) as Record<string, NetOutput>;

  it('gives a box about a point of its cell, and the root of both scores, which never leave 0..1', () => {
    const net = blank();
    // The cell of stride 32 in column 1, row 2 of two columns.
    const cell = 2 * 2 + 1;
    (net.cls_32 as NetOutput).values[cell] = 1.5;
    (net.obj_32 as NetOutput).values[cell] = 0.64;
    (net.bbox_32 as NetOutput).values.set([0.5, -0.25, Math.log(0.5), 0], cell * 4);
    const [box] = yunetBoxes(outputs(net), WIDTH, HEIGHT, 0.5);
    expect(box).toEqual({
      left: expect.closeTo(40, 4),
      top: expect.closeTo(40, 4),
      right: expect.closeTo(56, 4),
      bottom: expect.closeTo(72, 4),
      score: expect.closeTo(0.8, 5),
    });
  });

  it('refuses outputs of another net, or of another size', () => {
    const { obj_16: _, ...others } = blank();
    expect(() => yunetBoxes(outputs(others), WIDTH, HEIGHT, 0.5)).toThrow('outputs = "yunet" must have obj_16');
    expect(() => yunetBoxes(outputs(blank()), WIDTH, HEIGHT * 2, 0.5)).toThrow(
      'outputs = "yunet" has 96 numbers in cls_8 where 192 are expected',
    );
  });
});

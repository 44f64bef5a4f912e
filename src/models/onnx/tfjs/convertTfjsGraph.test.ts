import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { convertTfjsGraph } from './convertTfjsGraph.ts';

const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const integers = (...values: number[]) => ({ list: { i: values.map(String) } });

/** A picture of 3×3 pixels and 2 channels, and what is made of it. */
function graph(nodes: object[], weights: object[] = [], shape = [-1, 3, 3, 2]): Uint8Array {
  const input = {
    name: 'picture',
    op: 'Placeholder',
    attr: { shape: { shape: { dim: shape.map((size) => ({ size: `${size}` })) } } },
  };
  const constants = weights.map((weight) => ({ ...weight, op: 'Const' }));
  return Buffer.from(
    JSON.stringify({
      modelTopology: { node: [input, ...constants, ...nodes] },
      weightsManifest: [{ paths: ['net.bin'], weights }],
    }),
  );
}

async function run(json: Uint8Array, binary: Uint8Array, output: string, shape = [1, 3, 3, 2]): Promise<number[]> {
  const model = convertTfjsGraph(json, binary, { [output]: 'result' });
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const length = shape.reduce((product, size) => product * size, 1);
  const pixels = Float32Array.from({ length }, (_, index) => index - length / 2);
  const { result } = await session.run({ input: new Tensor('float32', pixels, shape) });
  if (!(result?.data instanceof Float32Array)) throw new Error('no result');
  return [...result.data];
}

describe('convertTfjsGraph', () => {
  it('keeps the order of values through padding, pooling and reshaping', async () => {
    const json = graph(
      [
        { name: 'padded', op: 'Pad', input: ['picture', 'paddings'] },
        {
          name: 'pooled',
          op: 'MaxPool',
          input: ['padded'],
          attr: { ksize: integers(1, 2, 2, 1), strides: integers(1, 2, 2, 1), padding: text('SAME') },
        },
        { name: 'flat', op: 'Reshape', input: ['pooled:0', 'shape'] },
      ],
      [
        { name: 'paddings', shape: [4, 2], dtype: 'int32' },
        { name: 'shape', shape: [2], dtype: 'int32' },
      ],
    );
    // one row above, two channels behind; [4, 3] is pooled to [2, 2]
    const binary = new Uint8Array(Int32Array.of(0, 0, 1, 0, 0, 0, 0, 2, -1, 16).buffer);
    expect(await run(json, binary, 'flat')).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 5, 6, 0, 0, 7, 8, 0, 0]);
  });

  it.each([
    ['above the lower bound', 0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 6, 6]],
    ['at a higher bound', 2, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4, 5, 6, 6, 6]],
  ])('clips %s', async (_, least, expected) => {
    const json = graph(
      [
        { name: 'positive', op: 'Relu', input: ['picture'] },
        { name: 'capped', op: 'Minimum', input: ['positive', 'six'] },
        { name: 'clipped', op: 'Maximum', input: ['capped', 'least'] },
        { name: 'flat', op: 'Reshape', input: ['clipped', 'shape'] },
      ],
      [
        { name: 'six', shape: [], dtype: 'float32' },
        { name: 'least', shape: [], dtype: 'float32' },
        { name: 'shape', shape: [2], dtype: 'int32' },
      ],
    );
    const binary = Buffer.concat([
      new Uint8Array(Float32Array.of(6, least).buffer),
      new Uint8Array(Int32Array.of(1, 18).buffer),
    ]);
    expect(await run(json, binary, 'flat')).toEqual(expected);
  });

  describe('of a net with colours before rows', () => {
    const SHAPE = [1, 3, 2, 2];
    const axis = { name: 'axis', shape: [], dtype: 'int32' };
    const sizes = (...shape: number[]) => ({ name: 'sizes', shape, dtype: 'int32' });
    const whole = (...values: number[]) => new Uint8Array(Int32Array.from(values).buffer);

    it('takes colours apart and puts them together', async () => {
      const json = graph(
        [
          { name: 'parts', op: 'SplitV', input: ['picture', 'sizes', 'axis'], attr: {} },
          { name: 'mild', op: 'LeakyRelu', input: ['parts:0'], attr: { alpha: { f: 0.5 } } },
          { name: 'turned', op: 'ConcatV2', input: ['parts:1', 'mild', 'axis'] },
        ],
        [sizes(2), axis],
        SHAPE,
      );
      expect(await run(json, whole(1, 2, 1), 'turned', SHAPE)).toEqual([-2, -1, 0, 1, 2, 3, 4, 5, -3, -2.5, -2, -1.5]);
    });

    it('pads rows and columns with what it is told', async () => {
      const json = graph(
        [{ name: 'padded', op: 'PadV2', input: ['picture', 'sizes', 'filling'] }],
        [sizes(4, 2), { name: 'filling', shape: [], dtype: 'float32' }],
        SHAPE,
      );
      const binary = Buffer.concat([whole(0, 0, 0, 0, 1, 0, 0, 0), new Uint8Array(Float32Array.of(7).buffer)]);
      expect(await run(json, binary, 'padded', SHAPE)).toEqual([
        7, 7, -6, -5, -4, -3, 7, 7, -2, -1, 0, 1, 7, 7, 2, 3, 4, 5,
      ]);
    });

    it('turns them to where the operation wants them, once', async () => {
      const nodes = [
        { name: 'turned', op: 'Transpose', input: ['picture', 'order'] },
        { name: 'larger', op: 'ResizeBilinear', input: ['turned', 'sizes'], attr: { half_pixel_centers: { b: true } } },
      ];
      const weights = [{ name: 'order', shape: [4], dtype: 'int32' }, sizes(2)];
      const larger = await run(graph(nodes, weights, SHAPE), whole(0, 2, 3, 1, 4, 2), 'larger', SHAPE);
      expect(larger.slice(0, 8)).toEqual([-6, -5, -5.5, -4.5, -4.5, -3.5, -4, -3]);
      const again = [...nodes, { name: 'twice', op: 'Transpose', input: ['larger', 'order'] }];
      await expect(run(graph(again, weights, SHAPE), whole(0, 2, 3, 1, 4, 2), 'twice', SHAPE)).rejects.toThrow(
        'Transpose twice to axes 0,2,3,1',
      );
    });

    it.each([
      ['a pool of colours', { name: 'node', op: 'MaxPool', input: ['picture'] }, 'planar'],
      ['a split of rows', { name: 'node', op: 'SplitV', input: ['picture', 'sizes', 'axis'] }, 'along axis 2'],
    ])('refuses %s', (_, node, reason) => {
      const json = graph([node], [sizes(2), axis], SHAPE);
      expect(() => convertTfjsGraph(json, whole(1, 1, 2), { node: 'result' })).toThrow(reason);
    });
  });

  it('leaves out what no output needs', () => {
    const json = graph([{ name: 'other', op: 'Mystery', input: ['picture'] }]);
    expect(() => convertTfjsGraph(json, new Uint8Array(0), { picture: 'result' })).not.toThrow();
    expect(() => convertTfjsGraph(json, new Uint8Array(0), { other: 'result' })).toThrow('Mystery of other');
  });

  it.each([
    ['layout NCHW', { data_format: text('NCHW') }],
    ['dilation', { dilations: integers(1, 2, 2, 1) }],
    ['padding EXPLICIT', { padding: text('EXPLICIT') }],
    ['keep_dims', { keep_dims: { b: true } }],
    ['transposition', { transpose_b: { b: true } }],
  ])('refuses %s', (setting, attr) => {
    const json = graph([{ name: 'node', op: 'Relu', input: ['picture'], attr }]);
    expect(() => convertTfjsGraph(json, new Uint8Array(0), { node: 'result' })).toThrow(`unsupported ${setting}`);
  });

  it('refuses what is no graph model', () => {
    expect(() => convertTfjsGraph(Buffer.from('{"modelTopology":{}}'), new Uint8Array(0), {})).toThrow();
  });
});

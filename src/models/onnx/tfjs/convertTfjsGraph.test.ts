import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { convertTfjsGraph } from './convertTfjsGraph.ts';

const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const integers = (...values: number[]) => ({ list: { i: values.map(String) } });

/** A picture of 3×3 pixels and 2 channels, and what is made of it. */
function graph(nodes: object[], weights: object[] = []): Uint8Array {
  const input = {
    name: 'picture',
    op: 'Placeholder',
    attr: { shape: { shape: { dim: ['-1', '3', '3', '2'].map((size) => ({ size })) } } },
  };
  const constants = weights.map((weight) => ({ ...weight, op: 'Const' }));
  return Buffer.from(
    JSON.stringify({
      modelTopology: { node: [input, ...constants, ...nodes] },
      weightsManifest: [{ paths: ['net.bin'], weights }],
    }),
  );
}

async function run(json: Uint8Array, binary: Uint8Array, output: string): Promise<number[]> {
  const model = convertTfjsGraph(json, binary, { [output]: 'result' });
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const pixels = Float32Array.from({ length: 18 }, (_, index) => index - 9);
  const { result } = await session.run({ input: new Tensor('float32', pixels, [1, 3, 3, 2]) });
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

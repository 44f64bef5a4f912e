import onnxProto from 'onnx-proto';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graphBuilder.ts';
import { alignChannels } from './alignChannels.ts';

const { onnx } = onnxProto;
const DIMS = [1, 3, 8, 8];

function values(count: number, phase: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => Math.sin(index * 0.7 + phase));
}

/** Blocks as BlazeFace has them: each channel by itself, then all, and what came in is added, with more channels of zeros. */
function blaze(isPadded = true): Uint8Array {
  const graph = new GraphBuilder();
  const convolve = (from: string, inputs: number, outputs: number, phase: number) =>
    graph.node(
      'Conv',
      [
        from,
        graph.reals([outputs, inputs, 1, 1], values(outputs * inputs, phase)),
        graph.reals([outputs], values(outputs, phase)),
      ],
      { kernel_shape: [1, 1] },
    );
  const block = (from: string, inputs: number, outputs: number, halves: boolean) => {
    const kernels = graph.reals([inputs, 1, 3, 3], values(inputs * 9, outputs));
    const strides = halves ? [2, 2] : [1, 1];
    const each = graph.node('Conv', [from, kernels], {
      kernel_shape: [3, 3],
      group: inputs,
      strides,
      auto_pad: 'SAME_UPPER',
    });
    const all = convolve(each, inputs, outputs, inputs);
    const smaller = halves ? graph.node('MaxPool', [from], { kernel_shape: [2, 2], strides }) : from;
    const paddings = graph.integers([0, 0, 0, 0, 0, outputs - inputs, 0, 0]);
    const wider = outputs > inputs ? graph.node('Pad', [smaller, paddings]) : smaller;
    return graph.node('Relu', [graph.node('Add', [all, wider])]);
  };
  const first = graph.node('Relu', [convolve(graph.input('input', DIMS), 3, 20, 1)]);
  const last = isPadded
    ? block(block(block(first, 20, 20, false), 20, 28, false), 28, 42, true)
    : block(first, 20, 20, false);
  const channels = isPadded ? 42 : 20;
  graph.node('Transpose', [convolve(last, channels, 6, 2)], { perm: [0, 2, 3, 1] }, 'boxes');
  graph.output('boxes');
  return graph.build('blaze');
}

/** The same, of which a tensor within is seen outside. */
function seenWithin(): Uint8Array {
  const proto = onnx.ModelProto.decode(blaze());
  const inner = proto.graph?.node?.find(({ opType }) => opType === 'MaxPool')?.input?.[0];
  proto.graph?.output?.push({ name: inner ?? '', type: { tensorType: { elemType: onnx.TensorProto.DataType.FLOAT } } });
  return onnx.ModelProto.encode(proto).finish();
}

function operatorsOf(bytes: Uint8Array): (string | null | undefined)[] {
  return onnx.ModelProto.decode(bytes).graph?.node?.map(({ opType }) => opType) ?? [];
}

async function run(bytes: Uint8Array): Promise<Map<string, readonly number[]>> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const outputs = await session.run({ input: new Tensor('float32', values(192, 3), DIMS) });
  return new Map(Object.entries(outputs).map(([name, { data }]) => [name, [...(data as Float32Array)]]));
}

describe('alignChannels', () => {
  it.each([
    ['a net of which nothing within is seen', () => blaze()],
    ['a net of which something within is seen', seenWithin],
  ])('computes the same: %s', async (_what, make) => {
    const [expected, actual] = [await run(make()), await run(alignChannels(make()))];
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [name, numbers] of expected) {
      const found = actual.get(name) ?? [];
      const largest = Math.max(...numbers.map(Math.abs));
      expect(found).toHaveLength(numbers.length);
      const error = Math.max(...found.map((value, index) => Math.abs(value - (numbers[index] ?? Number.NaN))));
      expect(error, name).toBeLessThan(1e-6 * largest);
    }
  });

  it('copies instead of a Pad where a block more is needed, and does nothing within a block', () => {
    const [before, after] = [operatorsOf(blaze()), operatorsOf(alignChannels(blaze()))];
    const count = (operators: typeof before, wanted: string) => operators.filter((each) => each === wanted).length;
    expect([count(before, 'Pad'), count(after, 'Pad')]).toEqual([2, 0]);
    expect(count(after, 'Conv')).toBe(count(before, 'Conv') + 1);
  });

  it('leaves a net alone that adds no channels', () => {
    const plain = blaze(false);
    expect(alignChannels(plain)).toBe(plain);
  });
});

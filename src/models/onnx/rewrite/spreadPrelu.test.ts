import onnxProto from 'onnx-proto';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { openNet } from '../../../vision/runtime/net.ts';
import { GraphBuilder } from '../graphBuilder.ts';
import { spreadPrelu } from './spreadPrelu.ts';

const CHANNELS = 20;
const DIMS = [1, CHANNELS, 6, 5];

/** Deterministic values of both signs. */
function values(count: number, phase: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => Math.sin(index * 0.7 + phase) * 2);
}

/** A convolution, a PRelu, and a sum in which the convolution is used once more. */
function model(slopeShape: readonly number[]): Uint8Array {
  const graph = new GraphBuilder();
  const input = graph.input('input', DIMS);
  const weights = graph.reals([CHANNELS, CHANNELS, 1, 1], values(CHANNELS * CHANNELS, 1));
  const convolved = graph.node('Conv', [input, weights], { kernel_shape: [1, 1] });
  const slopes = graph.reals(
    slopeShape,
    values(
      slopeShape.reduce((product, size) => product * size, 1),
      2,
    ),
  );
  const bent = graph.node('PRelu', [convolved, slopes]);
  graph.node('Add', [bent, convolved], {}, 'output');
  graph.output('output', DIMS);
  return graph.build('bent');
}

/** PRelus between convolutions: of all channels, of each channel, of all. */
function bentBetween(slopeShape: readonly number[]): Uint8Array {
  const graph = new GraphBuilder();
  const slopes = (phase: number) => graph.reals(slopeShape, values(CHANNELS, phase));
  const full = (from: string, phase: number) =>
    graph.node(
      'Conv',
      [
        from,
        graph.reals([CHANNELS, CHANNELS, 1, 1], values(CHANNELS * CHANNELS, phase)),
        graph.reals([CHANNELS], values(CHANNELS, phase)),
      ],
      { kernel_shape: [1, 1] },
    );
  const first = graph.node('PRelu', [full(graph.input('input', DIMS), 1), slopes(2)]);
  const kernels = graph.reals([CHANNELS, 1, 3, 3], values(CHANNELS * 9, 4));
  const each = graph.node('Conv', [first, kernels], { kernel_shape: [3, 3], group: CHANNELS, auto_pad: 'SAME_UPPER' });
  const second = graph.node('PRelu', [each, slopes(5)]);
  graph.node('Identity', [full(second, 6)], {}, 'output');
  graph.output('output', DIMS);
  return graph.build('bent');
}

function operatorsOf(bytes: Uint8Array): (string | null | undefined)[] {
  return onnxProto.onnx.ModelProto.decode(bytes).graph?.node?.map(({ opType }) => opType) ?? [];
}

async function run(bytes: Uint8Array): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const outputs = await session.run({ input: new Tensor('float32', values(600, 3), DIMS) });
  return outputs.output?.data as Float32Array;
}

describe('spreadPrelu', () => {
  it('computes the same without a PRelu', async () => {
    const before = model([CHANNELS, 1, 1]);
    const after = spreadPrelu(before);
    expect(operatorsOf(after)).toEqual(['Conv', 'Relu', 'Conv', 'Conv', 'Add', 'Add']);
    const [expected, actual] = [await run(before), await run(after)];
    expect(actual).toHaveLength(expected.length);
    actual.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 4);
    });
  });

  it('has one pass less for slopes that are not above 1, and makes them so between convolutions', async () => {
    const before = bentBetween([CHANNELS, 1, 1]);
    const after = spreadPrelu(before);
    const bent = ['Conv', 'Relu', 'Conv', 'Add'];
    expect(operatorsOf(after)).toEqual(['Conv', ...bent, 'Conv', ...bent, 'Conv', 'Identity']);
    const [expected, actual] = [await run(before), await run(after)];
    const largest = Math.max(...expected.map(Math.abs));
    expect(Math.max(...actual.map((value, index) => Math.abs(value - (expected[index] ?? Number.NaN))))).toBeLessThan(
      1e-6 * largest,
    );
  });

  it('leaves other slopes and other models alone', () => {
    const single = model([1]);
    expect(operatorsOf(spreadPrelu(single))).toEqual(['Conv', 'PRelu', 'Add']);
    const plain = spreadPrelu(model([CHANNELS, 1, 1]));
    expect(spreadPrelu(plain)).toBe(plain);
  });
});

describe('openNet', () => {
  it('finds outputs by how their shape ends', async () => {
    const net = await openNet(model([CHANNELS, 1, 1]));
    const outputs = await net.run(values(600, 3), DIMS);
    expect(outputs.ending(6, 5)).toHaveLength(600);
    expect(() => outputs.ending(7)).toThrow('0 outputs that end with [7]');
  });
});

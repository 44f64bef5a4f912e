import onnxProto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graphBuilder.ts';
import { countTinyWeights, flushTinyWeights } from './flushTinyWeights.ts';

const SUBNORMAL = 1e-40;
const TINY = 1e-13;
const SMALL = 1e-11;

/** A 1×1 convolution with these weights, and an epsilon as a single number. */
function model(weights: readonly number[]): Uint8Array {
  const graph = new GraphBuilder();
  const input = graph.input('input', [1, weights.length, 2, 2]);
  const convolved = graph.node('Conv', [
    input,
    graph.reals([1, weights.length, 1, 1], Float32Array.from(weights)),
    graph.reals([1], Float32Array.of(TINY)),
  ]);
  graph.node('Add', [convolved, graph.real(TINY)], {}, 'output');
  graph.output('output');
  return graph.build('tiny');
}

function constantsOf(bytes: Uint8Array): number[][] {
  const { graph } = onnxProto.onnx.ModelProto.decode(bytes);
  return (graph?.initializer ?? []).map(({ rawData }) => [
    ...new Float32Array(new Uint8Array(rawData ?? new Uint8Array()).buffer),
  ]);
}

describe('flushTinyWeights', () => {
  it('sets weights too small to matter to zero and keeps all others to the bit', () => {
    const flushed = flushTinyWeights(model([0.5, SUBNORMAL, -TINY, SMALL, 0]));
    expect(constantsOf(flushed)[0]).toEqual([0.5, 0, 0, Math.fround(SMALL), 0]);
  });

  it('leaves lists and single numbers alone: an epsilon may be tiny on purpose', () => {
    const [, list, single] = constantsOf(flushTinyWeights(model([SUBNORMAL])));
    expect([list, single]).toEqual([[Math.fround(TINY)], [Math.fround(TINY)]]);
  });

  it('gives back a net that has none', () => {
    const plain = model([1, SMALL]);
    expect(flushTinyWeights(plain)).toBe(plain);
  });
});

describe('countTinyWeights', () => {
  it('counts subnormal weights among those too small to matter', () => {
    const net = model([1, SUBNORMAL, TINY, TINY, 0, SMALL]);
    expect(countTinyWeights(net)).toEqual({ subnormal: 1, tiny: 3 });
    expect(countTinyWeights(flushTinyWeights(net))).toEqual({ subnormal: 0, tiny: 0 });
  });
});

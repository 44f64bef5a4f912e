import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { gaussSource, randomSource } from '../../../../test/support/vectors.ts';
import { GraphBuilder } from '../graphBuilder.ts';
import { narrowOutput } from './narrowOutput.ts';

const [INPUTS, OUTPUTS, RANK] = [6, 20, 4];
const gauss = gaussSource(randomSource(7));
const numbers = (count: number) => Float32Array.from({ length: count }, gauss);

/** Ends with a convolution whose outputs, and its bias, fill only `RANK` dimensions. */
function model(): Uint8Array {
  const [tall, wide] = [numbers(OUTPUTS * RANK), numbers(RANK * (INPUTS + 1))];
  const product = (row: number, column: number) =>
    Array.from({ length: RANK }, (_, k) => (tall[row * RANK + k] ?? 0) * (wide[k * (INPUTS + 1) + column] ?? 0)).reduce(
      (sum, value) => sum + value,
      0,
    );
  const weights = Float32Array.from({ length: OUTPUTS * INPUTS }, (_, index) =>
    product(Math.floor(index / INPUTS), index % INPUTS),
  );
  const bias = Float32Array.from({ length: OUTPUTS }, (_, row) => product(row, INPUTS));
  const graph = new GraphBuilder();
  const input = graph.input('input', [1, INPUTS, 1, 1]);
  const convolved = graph.node('Conv', [
    input,
    graph.reals([OUTPUTS, INPUTS, 1, 1], weights),
    graph.reals([OUTPUTS], bias),
  ]);
  graph.node('Reshape', [convolved, graph.integers([-1, OUTPUTS])], {}, 'output');
  graph.output('output');
  return graph.build('low rank');
}

async function run(net: Uint8Array, input: Float32Array): Promise<number[]> {
  const session = await InferenceSession.create(net, { logSeverityLevel: 3 });
  const { output } = await session.run({ input: new Tensor('float32', input, [input.length / INPUTS, INPUTS, 1, 1]) });
  if (!(output?.data instanceof Float32Array)) throw new Error('no output');
  return [...output.data];
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

it('keeps lengths and dot products when the weights fill no more dimensions', async () => {
  const whole = model();
  const narrow = narrowOutput(whole, RANK);
  const inputs = Array.from({ length: 4 }, () => numbers(INPUTS));
  const before = await Promise.all(inputs.map((input) => run(whole, input)));
  const after = await Promise.all(inputs.map((input) => run(narrow, input)));
  expect(after.every(({ length }) => length === RANK)).toBe(true);
  for (const [i, one] of before.entries()) {
    for (const [j, other] of before.entries()) {
      expect(dot(after[i] ?? [], after[j] ?? [])).toBeCloseTo(dot(one, other), 3);
    }
  }
});

it('takes several pictures a run', async () => {
  const narrow = narrowOutput(model(), RANK);
  const [one, other] = [numbers(INPUTS), numbers(INPUTS)];
  const both = await run(narrow, Float32Array.of(...one, ...other));
  expect(both).toEqual([...(await run(narrow, one)), ...(await run(narrow, other))]);
});

it('refuses a net that ends differently', () => {
  const graph = new GraphBuilder();
  graph.node('Relu', [graph.input('input', [1, 4])], {}, 'output');
  graph.output('output');
  expect(() => narrowOutput(graph.build('other'), 2)).toThrow('does not end');
});

import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { testModels } from '../../../test/support/models.ts';
import type { Role } from '../roles.ts';
import { convertModel } from './convertModel.ts';

interface Reference {
  readonly outputs: Readonly<
    Record<string, Readonly<Record<string, { readonly length: number; readonly values: readonly number[] }>>>
  >;
}

const reference: Reference = JSON.parse(
  await readFile(new URL('./convertModel.reference.json', import.meta.url), 'utf8'),
);

/** A picture of waves and noise, 0..255, the same on every machine. */
function picture(values: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: values }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(128 + 80 * Math.sin(index / 997) + (state / 2 ** 32 - 0.5) * 94);
  });
}

const nets: readonly { role: Role; shape: readonly number[]; scale: (pixel: number) => number }[] = [
  { role: 'keypoints', shape: [1, 128, 128, 3], scale: (pixel) => pixel / 127.5 - 1 },
  { role: 'mesh', shape: [1, 192, 192, 3], scale: (pixel) => pixel / 255 },
  { role: 'embedder-dlib', shape: [1, 150, 150, 3], scale: (pixel) => pixel },
  { role: 'age-gender', shape: [1, 112, 112, 3], scale: (pixel) => pixel },
  { role: 'expression', shape: [1, 112, 112, 3], scale: (pixel) => pixel },
  { role: 'faceres', shape: [1, 224, 224, 3], scale: (pixel) => pixel - 110 },
  { role: 'emotion', shape: [1, 64, 64, 1], scale: (pixel) => pixel / 127.5 - 1 },
  { role: 'gear', shape: [1, 198, 198, 3], scale: (pixel) => pixel / 255 },
];

async function run(
  role: Role,
  input: Float32Array,
  shape: readonly number[],
): Promise<InferenceSession.OnnxValueMapType> {
  const session = await InferenceSession.create(await convertModel(role, await testModels()), { logSeverityLevel: 3 });
  return session.run({ input: new Tensor('float32', input, shape) });
}

describe('convertModel', () => {
  it.each(nets)('gives a $role net that computes what TensorFlow.js does', async ({ role, shape, scale }) => {
    const pixels = picture(shape.reduce((product, size) => product * size, 1)).map(scale);
    const outputs = await run(role, pixels, shape);
    const expected = reference.outputs[role] ?? {};
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, { length, values }] of Object.entries(expected)) {
      const data = reals(outputs[name]);
      expect(data.length).toBe(length);
      const sampled = values.map((_, index) => data[(index * 997) % length] ?? Number.NaN);
      expect(cosine(sampled, values)).toBeGreaterThan(0.9999);
      const tolerance = 1e-3 * Math.max(...values.map(Math.abs));
      for (const [index, value] of values.entries()) {
        expect(Math.abs((sampled[index] ?? Number.NaN) - value), `${name} ${index}`).toBeLessThan(tolerance);
      }
    }
  });

  it.each([
    { role: 'embedder-fr', size: 112, length: 512 },
    { role: 'liveness', size: 128, length: 3 },
  ] as const)('gives a $role net of the stored shape', async ({ role, size, length }) => {
    const outputs = await run(role, picture(3 * size * size), [1, 3, size, size]);
    expect(reals(outputs.output)).toHaveLength(length);
  });

  it('takes several faces at once where the table says N', async () => {
    const one = picture(112 * 112 * 3);
    const two = new Float32Array([...one, ...one.map((pixel) => 255 - pixel)]);
    const { age: alone } = await run('age-gender', one, [1, 112, 112, 3]);
    const { age: together } = await run('age-gender', two, [2, 112, 112, 3]);
    expect(reals(together)).toHaveLength(2);
    expect(reals(together)[0]).toBeCloseTo(reals(alone)[0] ?? 0, 3);
    expect(reals(together)[1]).not.toBeCloseTo(reals(alone)[0] ?? 0, 0);
  });
});

function reals(value: InferenceSession.OnnxValueMapType[string] | undefined): Float32Array {
  if (!(value?.data instanceof Float32Array)) throw new Error('not a tensor of float32');
  return value.data;
}

function cosine(left: readonly number[], right: readonly number[]): number {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

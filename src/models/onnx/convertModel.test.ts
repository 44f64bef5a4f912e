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
  { role: 'objects', shape: [1, 3, 416, 416], scale: (pixel) => (pixel - 114) / 57.6 },
];

const sessions = new Map<Role, Promise<InferenceSession>>();

/** Converted once. */
function sessionOf(role: Role): Promise<InferenceSession> {
  const session = sessions.get(role) ?? openSession(role);
  sessions.set(role, session);
  return session;
}

async function openSession(role: Role): Promise<InferenceSession> {
  return InferenceSession.create(await convertModel(role, await testModels()), { logSeverityLevel: 3 });
}

async function run(
  role: Role,
  input: Float32Array,
  shape: readonly number[],
): Promise<InferenceSession.OnnxValueMapType> {
  return (await sessionOf(role)).run({ input: new Tensor('float32', input, shape) });
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

  it('gives MobileFaceNet the lengths and the angle that its operations have by their definition', async () => {
    // Of this picture and its negative, computed one multiplication after the other in double precision.
    const one = picture(112 * 112 * 3).map((pixel) => pixel / 127.5 - 1);
    const two = new Float32Array([...one, ...one.map((pixel) => -pixel)]);
    const { output } = await run('embedder-mobilefacenet', two, [2, 112, 112, 3]);
    const values = [...reals(output)];
    const [a, b] = [values.slice(0, 64), values.slice(64)];
    expect(Math.hypot(...a)).toBeCloseTo(68.211, 1);
    expect(Math.hypot(...b)).toBeCloseTo(64.528, 1);
    expect(cosine(a, b)).toBeCloseTo(0.89785, 3);
  });

  it('gives the narrow net the lengths and angles of the whole one', async () => {
    const pictures = [0, 40, 90].map((shift) => picture(3 * 112 * 112).map((pixel) => (pixel - 127 + shift) / 128));
    const outputsOf = (role: Role) =>
      Promise.all(pictures.map(async (each) => [...reals((await run(role, each, [1, 3, 112, 112])).output)]));
    const [whole, narrow] = await Promise.all([outputsOf('embedder-fr'), outputsOf('embedder-fr-narrow')]);
    expect(narrow[0]).toHaveLength(192);
    for (const [i, one] of whole.entries()) {
      expect(Math.hypot(...(narrow[i] ?? [])) / Math.hypot(...one)).toBeCloseTo(1, 3);
      for (const [j, other] of whole.entries()) {
        expect(Math.abs(cosine(narrow[i] ?? [], narrow[j] ?? []) - cosine(one, other))).toBeLessThan(2e-4);
      }
    }
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

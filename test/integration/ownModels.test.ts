import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ModelChoice, readModelChoice } from '../../src/app/engine/modelChoice.ts';
import { loadOwnNets } from '../../src/app/engine/ownNets.ts';
import { loadModel } from '../../src/models/loadModel.ts';
import type { ModelDirectory } from '../../src/models/modelDirectory.ts';
import { createFaceEngine, type FaceEngineOptions } from '../../src/vision/engine.ts';
import type { Face, FaceEngine } from '../../src/vision/face.ts';
import {
  bring,
  detectorMembers,
  FEATURE,
  foreignDetector,
  LIVENESS,
  MOBILE,
  mobileFaceNet,
} from '../support/faces/foreignNets.ts';
import { testModels } from '../support/models.ts';

let folder: string;
let models: ModelDirectory;
let photo: Uint8Array;

beforeAll(async () => {
  models = await testModels();
  folder = await mkdtemp(join(tmpdir(), 'luna-own-models-'));
  photo = await readFile(models.pathOf('samples/sample3.jpg'));
  const feature = await models.read('faceplugin-0.0.1/fr_feature.onnx');
  await bring(folder, 'foreign', feature, FEATURE);
  await bring(folder, 'swapped', feature, { ...FEATURE, input: { ...FEATURE.input, colour: 'RGB' } });
  await bring(folder, 'short', feature, { ...FEATURE, dimension: 256 });
  await bring(folder, 'misnamed', feature, { ...FEATURE, output: 'fc1' });
  await bring(folder, 'small', feature, { ...FEATURE, input: { ...FEATURE.input, size: [96, 96] } });
  await bring(folder, 'mobile', await mobileFaceNet(models), MOBILE);
  await bring(folder, 'alive', await models.read('faceplugin-0.0.1/fr_liveness.onnx'), LIVENESS);
  for (const outputs of ['scrfd', 'yunet'] as const) {
    await bring(folder, outputs, await foreignDetector(models, outputs), detectorMembers(outputs));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withEngine<Result>(
  names: { embedder?: string; detector?: string; liveness?: string },
  work: (engine: FaceEngine, choice: ModelChoice) => Promise<Result>,
): Promise<Result> {
  const { embedder = 'fr', detector = 'built-in', liveness = 'built-in' } = names;
  const choice = await readModelChoice({
    MODEL_MANIFESTS: folder,
    EMBEDDER: embedder,
    DETECTOR: detector,
    LIVENESS_NET: liveness,
  });
  const options: FaceEngineOptions = {
    loadModel: (role) => loadModel(role, models),
    workers: 1,
    own: await loadOwnNets(choice, embedder),
    embedder: 'fr',
  };
  const engine = await createFaceEngine(options);
  return work(engine, choice).finally(() => engine.close());
}

const look = async (engine: FaceEngine): Promise<readonly Face[]> => {
  const { faces } = await engine.extract({
    image: new Uint8Array(photo),
    estimates: {
      attributes: false,
      emotions: false,
      ethnicities: false,
      headPose: false,
      quality: false,
      liveness: true,
    },
    warped: false,
    embed: true,
    portraits: false,
    exif: false,
  });
  return faces;
};
const vectorsOf = (faces: readonly Face[]) => faces.map(({ embedding }) => embedding?.vector ?? new Float32Array());
const dot = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

it('gives with our own net as a foreign one what that net gives, under an id of its own', async () => {
  const ours = await withEngine({}, look);
  const { faces, modelId, similarity } = await withEngine(
    { embedder: 'foreign', liveness: 'alive' },
    async (engine) => ({
      faces: await look(engine),
      modelId: engine.modelId,
      similarity: engine.similarity(dot(...([0, 0].map(() => Float32Array.of(1)) as [Float32Array, Float32Array]))),
    }),
  );
  expect(modelId).toMatch(/^foreign-512-[0-9a-f]{12}$/);
  expect(faces.map(({ embedding }) => embedding?.modelId)).toEqual([modelId, modelId, modelId]);
  expect(similarity).toBe(1);
  const expected = vectorsOf(ours);
  for (const [index, vector] of vectorsOf(faces).entries()) {
    expect(dot(vector, expected[index] as Float32Array)).toBeGreaterThan(1 - 1e-6);
  }
  expect(faces.map(({ liveness }) => liveness?.probability)).toEqual(
    ours.map(({ liveness }) => expect.closeTo(liveness?.probability ?? Number.NaN, 5)),
  );
});

it('runs a net of another layout, and another order of colours is another model', async () => {
  const [mobile] = vectorsOf(await withEngine({ embedder: 'mobile' }, look));
  expect(mobile).toHaveLength(192);
  const ids = await Promise.all(
    ['foreign', 'swapped'].map((embedder) => withEngine({ embedder }, async ({ modelId }) => modelId)),
  );
  expect(ids[0]?.slice('foreign'.length)).not.toBe(ids[1]?.slice('swapped'.length));
});

it.each(['scrfd', 'yunet'])('finds the faces of a photo by a detector with the outputs of %s', async (detector) => {
  const ours = await withEngine({}, look);
  const faces = await withEngine({ detector }, look);
  expect(faces).toHaveLength(3);
  const middles = (of: readonly Face[]) =>
    of.map(({ rect }) => (rect ? rect.x + rect.width / 2 : 0)).sort((a, b) => a - b);
  for (const [index, middle] of middles(faces).entries())
    expect(Math.abs(middle - (middles(ours)[index] ?? 0))).toBeLessThan(40);
});

it.each([
  ['short', 'the output has 512 numbers, [1, 512], and not 256'],
  ['misnamed', 'output = "fc1" is none of the net\'s outputs: '],
  ['small', 'input of [1, 3, 96, 96] is not what the net takes ('],
])('a start with %s is refused in one sentence', async (embedder, sentence) => {
  await expect(withEngine({ embedder }, async () => undefined)).rejects.toMatchObject({
    name: 'BadManifest',
    problems: [expect.stringContaining(`${join(folder, `${embedder}.json`)}: ${sentence}`)],
  });
});

it('a setting that names a model of another kind, or none, is refused with those that there are', async () => {
  await expect(withEngine({ embedder: 'alive' }, async () => undefined)).rejects.toThrow(
    /EMBEDDER = alive: there is no such embedder; there are fr\+, fr, mobilefacenet, dlib, foreign/,
  );
  await expect(withEngine({ detector: 'foreign' }, async () => undefined)).rejects.toThrow(
    'DETECTOR = foreign: there is no such detector net; there are built-in, scrfd, yunet',
  );
});

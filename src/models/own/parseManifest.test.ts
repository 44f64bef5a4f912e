import { describe, expect, it } from 'vitest';
import { BadManifest } from './badManifest.ts';
import { parseManifest } from './parseManifest.ts';

const PATH = '/models/net.json';
const EMBEDDER = {
  kind: 'embedder',
  name: 'edge-s',
  file: 'edge.onnx',
  sha256: 'AB'.repeat(32),
  input: { size: [112, 112], layout: 'NCHW', colour: 'RGB', mean: 127.5, deviation: 127.5 },
  template: 'arcface',
  dimension: 512,
  calibration: { half: 0.2, same: 0.35 },
  licence: 'BSD-3-Clause',
  training_data: null,
};
const { template: _, dimension: __, calibration: ___, ...common } = EMBEDDER;
const DETECTOR = { ...common, kind: 'detector', input: { ...common.input, size: [640, 480] }, outputs: 'scrfd' };
const LIVENESS = { ...common, kind: 'liveness', classes: 3, live: 1, activation: 'softmax' };

const parse = (manifest: object) => parseManifest(PATH, JSON.stringify(manifest));

function problemsOf(json: string): readonly string[] {
  try {
    parseManifest(PATH, json);
  } catch (error) {
    if (error instanceof BadManifest) return error.problems;
    throw error;
  }
  return [];
}

describe('a manifest', () => {
  it.each([EMBEDDER, DETECTOR, LIVENESS])('of kind $kind is read', (manifest) => {
    expect(parse(manifest)).toEqual({
      ...manifest,
      sha256: 'ab'.repeat(32),
      file: '/models/edge.onnx',
      path: PATH,
    });
  });

  it('may give points, three means and deviations, and an output', () => {
    const points = [
      [30, 50],
      [80, 50],
      [56, 70],
      [40, 90],
      [70, 90],
    ];
    const input = { ...EMBEDDER.input, mean: [123.675, 116.28, 103.53], deviation: [58.4, 57.1, 57.4] };
    const given = { ...EMBEDDER, template: points, input, output: 'fc1', as_is: true, upstream: 'somebody' };
    expect(parse(given)).toMatchObject(given.input === input ? { template: points, input, output: 'fc1' } : {});
  });

  it.each([
    ['no JSON', '{', /^\/models\/net\.json: is no JSON \(/],
    ['a list', '[]', '/models/net.json: must be one JSON object'],
    ['no kind', '{}', '/models/net.json: kind must be one of embedder, detector, liveness'],
    ['another kind', '{"kind":"mesh"}', '/models/net.json: kind = "mesh" must be one of embedder, detector, liveness'],
  ])('that is %s is refused', (_what, json, problem) => {
    expect(problemsOf(json)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });

  it.each([
    [{ name: 'Edge S' }, 'name = "Edge S" must be 1 to 32 small letters'],
    [{ file: '' }, 'file = "" must be the path of an ONNX file'],
    [{ sha256: 'abc' }, 'sha256 = "abc" must be the SHA-256 of the file, 64 hexadecimal digits'],
    [{ input: 7 }, 'input = 7 must be an object with size, layout, colour, mean and deviation'],
    [{ input: { ...EMBEDDER.input, size: [112] } }, 'input.size = [112] must be [width, height] in whole pixels'],
    [{ input: { ...EMBEDDER.input, layout: 'CHW' } }, 'input.layout = "CHW" must be NCHW'],
    [{ input: { ...EMBEDDER.input, colour: 'rgb' } }, 'input.colour = "rgb" must be RGB or BGR'],
    [{ input: { ...EMBEDDER.input, mean: [1, 2] } }, 'input.mean = [1,2] must be a number, or three'],
    [{ input: { ...EMBEDDER.input, deviation: 0 } }, 'input.deviation = 0 must be a number above 0'],
    [
      { input: { ...EMBEDDER.input, scale: 1 } },
      'input.scale is no member of a manifest of kind embedder; here are size',
    ],
    [{ template: 'dlib' }, 'template = "dlib" must be "arcface", or where in the crop'],
    [{ output: '' }, 'output = "" must be the name of an output'],
    [{ dimension: 4 }, 'dimension = 4 must be how many numbers a descriptor has, 8..4096'],
    [{ calibration: { half: 0.2 } }, 'calibration.same is missing; it must be the cosine of similarity 0.9'],
    [{ calibration: { half: 0.4, same: 0.3 } }, 'calibration.same = 0.3 must be above calibration.half = 0.4'],
    [{ licence: '' }, 'licence = "" must be what the weights may be used for, in words, or null'],
    [{ training_data: undefined }, 'training_data is missing; it must be what is said of the pictures'],
    [{ as_is: 1 }, 'as_is = 1 must be true where the weights must not be touched'],
    [{ license: 'MIT' }, 'license is no member of a manifest of kind embedder; here are name, file'],
    [{ input: { ...EMBEDDER.input, size: [112, 128] } }, 'template = "arcface" must have a square input.size'],
  ])('of an embedder with %j is refused in one sentence', (change, problem) => {
    const problems = problemsOf(JSON.stringify({ ...EMBEDDER, ...change }));
    expect(problems).toEqual([expect.stringContaining(`${PATH}: ${problem}`)]);
  });

  it.each([
    [DETECTOR, { outputs: 'retinaface' }, 'outputs = "retinaface" must be scrfd or yunet'],
    [DETECTOR, { least_score: 1 }, 'least_score = 1 must be from which score on'],
    [DETECTOR, { input: { ...common.input, size: [640, 490] } }, 'input.size = [640, 490] must be multiples of 32'],
    [DETECTOR, { dimension: 512 }, 'dimension is no member of a manifest of kind detector'],
    [LIVENESS, { classes: 0 }, 'classes = 0 must be how many numbers the output has'],
    [LIVENESS, { live: 3 }, 'live = 3 must be below classes = 3'],
    [LIVENESS, { activation: 'relu' }, 'activation = "relu" must be softmax or sigmoid'],
    [LIVENESS, { surroundings: 0.5 }, 'surroundings = 0.5 must be how many times as wide'],
  ])('%# of another kind is refused in one sentence', (manifest, change, problem) => {
    const problems = problemsOf(JSON.stringify({ ...manifest, ...change }));
    expect(problems).toEqual([expect.stringContaining(`${PATH}: ${problem}`)]);
  });

  it('names every bad member', () => {
    expect(problemsOf(JSON.stringify({ ...EMBEDDER, name: '', dimension: 1.5 }))).toHaveLength(2);
  });
});

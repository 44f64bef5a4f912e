import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { bring, detectorMembers, FEATURE, foreignDetector, LIVENESS } from '../support/faces/foreignNets.ts';
import { testModels } from '../support/models.ts';
import { run, type Serving, serve } from './support/commandLine.ts';

const LICENSED = { licence: 'MIT', training_data: 'pictures that were asked for' };

let folder: string;
let photo: Uint8Array;
let server: Serving | undefined;
let token: string | undefined;

beforeAll(async () => {
  const models = await testModels();
  folder = await mkdtemp(join(tmpdir(), 'luna-own-served-'));
  photo = await readFile(models.pathOf('samples/sample3.jpg'));
  const feature = await models.read('faceplugin-0.0.1/fr_feature.onnx');
  await bring(folder, 'foreign', feature, { ...FEATURE, ...LICENSED });
  await bring(folder, 'far-off', feature, { ...FEATURE, input: { ...FEATURE.input, mean: 0, deviation: 1 } });
  await bring(folder, 'alive', await models.read('faceplugin-0.0.1/fr_liveness.onnx'), LIVENESS);
  await bring(folder, 'scrfd', await foreignDetector(models, 'scrfd'), { ...detectorMembers('scrfd'), ...LICENSED });
});
afterEach(() => server?.end('SIGTERM'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const settings = (more: Readonly<Record<string, string>> = {}) => ({
  DATA_DIR: join(folder, 'data'),
  MODEL_MANIFESTS: folder,
  ...more,
});

async function ask(path: string, body?: object, method = 'POST'): Promise<{ status: number; json: never }> {
  const isPhoto = body instanceof Uint8Array;
  const answer = await fetch(`${server?.url}/4${path}`, {
    method,
    headers: {
      'Content-Type': isPhoto ? 'image/jpeg' : 'application/json',
      ...(token !== undefined && { 'X-Auth-Token': token }),
    },
    ...(body && { body: isPhoto ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  return { status: answer.status, json: (answer.status === 204 ? {} : await answer.json()) as never };
}

interface Found {
  readonly candidates: { readonly id: string; readonly similarity: number }[];
}

it('goes from a file to a search: try, serve, enrol, find; and to the next model without losing anybody', async () => {
  const tried = await run(['models', 'test', join(folder, 'foreign.json')], settings());
  expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining('ok       people: ') });
  server = await serve(settings({ EMBEDDER: 'foreign', DETECTOR: 'scrfd', LIVENESS_NET: 'alive' }));
  expect(server.line).toContain('models foreign in');
  const account = { organization_name: 'Own', email: 'own@example.com', password: 'secret-word' };
  ({ token } = (await ask('/accounts', account)).json as { token: string });
  const { list_id: list } = (await ask('/storage/lists?type=descriptors', { list_data: 'all' })).json as {
    list_id: string;
  };
  const { faces } = (await ask('/storage/descriptors', photo)).json as { faces: { id: string }[] };
  expect(faces).toHaveLength(3);
  for (const { id } of faces)
    await ask(`/storage/descriptors/${id}/linked_lists?do=attach&list_id=${list}`, undefined, 'PATCH');
  const first = faces[0]?.id ?? '';
  const search = async () => (await ask(`/matching/match?descriptor_id=${first}&list_id=${list}`)).json as Found;
  const before = await search();
  expect(before.candidates[0]).toMatchObject({ id: first, similarity: 1 });
  expect(before.candidates[1]?.similarity).toBeLessThan(0.9);

  const moved = await run(['models', 'migrate', '--to', 'fr+', '--rate', '0', '--switch', '--json'], {
    ...settings({ EMBEDDER: 'foreign' }),
  });
  expect(JSON.parse(moved.stdout)).toMatchObject({ made: 3, left: 0, switched: { switched: 3 } });
  await server.end('SIGTERM');
  server = await serve(settings());
  expect(server.line).toContain('models fr+ in');
  expect((await search()).candidates[0]).toMatchObject({ id: first, similarity: 1 });
});

it('a check that fails is told, and the exit code says so', async () => {
  const far = await run(['models', 'test', 'far-off', '--json'], settings());
  expect(far.code).toBe(1);
  expect(JSON.parse(far.stdout)).toMatchObject({
    name: 'far-off',
    kind: 'embedder',
    model_id: expect.stringMatching(/^far-off-512-/),
    ok: false,
    checks: expect.arrayContaining([expect.objectContaining({ check: 'calibration', state: 'bad' })]),
  });
  const none = await run(['models', 'test', 'nobody'], settings());
  expect(none).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no model nobody: MODEL_MANIFESTS brings alive, far-off/),
  });
  for (const name of ['scrfd', 'alive'])
    expect(await run(['models', 'test', name], settings())).toMatchObject({ code: 0 });
});

it('own nets are in the bill of materials', async () => {
  const bill = await run(['models', 'list', '--provenance', '--json'], settings());
  expect(JSON.parse(bill.stdout)).toContainEqual(
    expect.objectContaining({ role: 'own-detector', licence: 'MIT', data: LICENSED.training_data }),
  );
  expect(await run(['models', 'verify'], settings())).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`ok       ${join(folder, 'alive.onnx')}`),
  });
  expect((await run(['models', 'list'], settings())).stdout).toMatch(/^own-embedder +4\.9 MB +MIT +foreign$/m);
});

it('a clean policy refuses nets without a licence statement by name, and does without second opinions', async () => {
  const clean = { MODELS_POLICY: 'clean', DATA_DIR: join(folder, 'clean') };
  const refused = await run(['serve'], settings({ ...clean, PORT: '0', LIVENESS_NET: 'alive', EMBEDDER: 'fr' }));
  expect(refused.code).toBe(4);
  expect(refused.stderr).toMatch(
    /MODELS_POLICY = clean refuses nets whose weights have no licence statement: detector \(.*fr_detect\.onnx\); embedder-fr \(.*\); own-liveness \(.*alive\.onnx\)\./,
  );
  server = await serve(settings({ ...clean, LIVENESS_ENABLED: '0', EMBEDDER: 'foreign', DETECTOR: 'scrfd' }));
  token = undefined;
  const account = { organization_name: 'Clean', email: 'clean@example.com', password: 'secret-word' };
  ({ token } = (await ask('/accounts', account)).json as { token: string });
  const { faces } = (await ask('/storage/descriptors?estimate_attributes=1', photo)).json as {
    faces: { attributes: { gender: number } }[];
  };
  expect(faces.map(({ attributes }) => attributes.gender < 0.5)).toEqual([true, true, true]);
  expect(await ask('/storage/descriptors?estimate_quality=extended', photo)).toMatchObject({
    status: 403,
    json: { error_code: 11055 },
  });
});

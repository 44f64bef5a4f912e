import { resolve } from 'node:path';
import { openFaceEngine } from '../../app/engine/faceEngine.ts';
import { readModelChoice } from '../../app/engine/modelChoice.ts';
import { SAMPLES } from '../../models/catalogue.ts';
import { loadModel } from '../../models/loadModel.ts';
import { ModelDirectory } from '../../models/modelDirectory.ts';
import { BadManifest } from '../../models/own/badManifest.ts';
import { loadOwnNet } from '../../models/own/loadOwnNet.ts';
import type { OwnManifest } from '../../models/own/manifestSchema.ts';
import { ownModelId } from '../../models/own/ownModelId.ts';
import { readManifest } from '../../models/own/readManifests.ts';
import type { Settings } from '../../settings/schema.ts';
import { DEFAULT_EMBEDDER } from '../../vision/embed/embedders.ts';
import { createEmbedders } from '../../vision/own/embedderRegistry.ts';
import type { Check } from '../../vision/trial/check.ts';
import { tryModel } from '../../vision/trial/tryModel.ts';
import { CommandFailed } from '../commandFailed.ts';
import { createCommandLog } from '../createLog.ts';
import { EXIT } from '../exitCodes.ts';
import { createPullReporter } from './pullProgress.ts';

const SIGNS = { ok: 'ok     ', warning: 'warning', bad: 'bad    ' } as const;

/** Runs the checks and prints each as it comes, or all as JSON. @throws CommandFailed when one fails */
export async function runModelTest(settings: Settings, model: string, json: boolean): Promise<void> {
  const manifest = await find(settings, model);
  const checks: Check[] = [];
  const note = (check: Check) => {
    checks.push(check);
    if (!json) console.log(`${SIGNS[check.state]}  ${check.check}: ${check.found}`);
  };
  if (!json) console.log(`${manifest.kind} ${manifest.name}${idOf(manifest)}, ${manifest.file}`);
  try {
    const bytes = await loadOwnNet(manifest);
    note({ check: 'file', state: 'ok', found: 'has the SHA-256 of the manifest' });
    for await (const check of trial(settings, manifest, bytes)) note(check);
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error;
    for (const problem of error.problems) note({ check: 'manifest', state: 'bad', found: problem });
  }
  const bad = checks.filter(({ state }) => state === 'bad').length;
  if (json) {
    const { name, kind, path } = manifest;
    const modelId = manifest.kind === 'embedder' ? ownModelId(manifest) : undefined;
    console.log(JSON.stringify({ name, kind, path, model_id: modelId, ok: bad === 0, checks }, null, 2));
  }
  if (bad > 0) throw new CommandFailed(`${bad} of ${checks.length} checks failed`, EXIT.failure);
}

async function* trial(settings: Settings, manifest: OwnManifest, bytes: Awaited<ReturnType<typeof loadOwnNet>>) {
  const reporter = createPullReporter();
  const models = { embedders: createEmbedders([]), detector: undefined, liveness: undefined, manifests: [] };
  const engine = await openFaceEngine(
    { ...settings, VISION_WORKERS: 1 },
    { models, embedder: DEFAULT_EMBEDDER },
    createCommandLog(settings),
    undefined,
    { onModelPull: reporter.onProgress },
  ).finally(reporter.stop);
  try {
    const directory = new ModelDirectory(settings.MODELS_DIR);
    const photos = await Promise.all(SAMPLES.map((sample) => directory.read(sample)));
    yield* tryModel(manifest, bytes, { engine, photos, loadModel: (role) => loadModel(role, directory) });
  } finally {
    await engine.close();
  }
}

/** A path, or a name of MODEL_MANIFESTS. */
async function find(settings: Settings, model: string): Promise<OwnManifest> {
  if (model.endsWith('.json')) return readManifest(resolve(model));
  const { manifests } = await readModelChoice({
    ...settings,
    EMBEDDER: 'auto',
    DETECTOR: 'built-in',
    LIVENESS_NET: 'built-in',
  });
  const found = manifests.find(({ name }) => name === model);
  if (found) return found;
  const known = manifests.map(({ name }) => name).join(', ') || 'no model';
  throw new CommandFailed(`there is no model ${model}: MODEL_MANIFESTS brings ${known}`, EXIT.usage);
}

function idOf(manifest: OwnManifest): string {
  return manifest.kind === 'embedder' ? ` (${ownModelId(manifest)})` : '';
}

import { type ModelSettings, readModelChoice } from '../../app/engine/modelChoice.ts';
import { ModelDirectory } from '../../models/modelDirectory.ts';
import { verifyPreparedNets } from '../../models/onnx/preparedNets.ts';
import { BadManifest } from '../../models/own/badManifest.ts';
import { verifyOwnFiles } from '../../models/own/verifyOwnFiles.ts';
import type { Settings } from '../../settings/schema.ts';
import { bad, type Finding, ok } from './finding.ts';

/** Each file of the weights against its pinned hash. */
export async function checkModels(settings: Pick<Settings, 'MODELS_DIR'> & ModelSettings): Promise<readonly Finding[]> {
  return [...(await checkCatalogue(settings)), ...(await checkOwn(settings))];
}

/** Manifests and their files; nothing where there are none. */
async function checkOwn(settings: ModelSettings): Promise<readonly Finding[]> {
  const todo = 'mend it, or take it out of MODEL_MANIFESTS (docs/own-models.md)';
  try {
    const states = await verifyOwnFiles((await readModelChoice(settings)).manifests);
    if (states.length === 0) return [];
    const wrong = states.filter(({ state }) => state !== 'ok');
    if (wrong.length === 0) return [ok('own models', `${states.length} files, each as its manifest says`)];
    return wrong.map(({ path, state }) => bad('own models', `${path} is ${state}`, todo));
  } catch (error) {
    if (error instanceof BadManifest) return error.problems.map((problem) => bad('own models', problem, todo));
    throw error;
  }
}

async function checkCatalogue({ MODELS_DIR }: Pick<Settings, 'MODELS_DIR'>): Promise<readonly Finding[]> {
  const directory = new ModelDirectory(MODELS_DIR);
  const sources = (await directory.verify()).map(({ file, state }) => ({ stored: file.stored, state }));
  const states = [...sources, ...(await verifyPreparedNets(directory))];
  const wrong = states.filter(({ state }) => state !== 'ok');
  if (wrong.length === 0) return [ok('models', `${states.length} files in ${MODELS_DIR}, each as it was pinned`)];
  const names = wrong.slice(0, 5).map(({ stored, state }) => `${stored} is ${state}`);
  const more = wrong.length > names.length ? `, and ${wrong.length - names.length} more` : '';
  return [
    bad('models', `${names.join(', ')}${more}`, 'luna-backport3 models pull, or copy MODELS_DIR of another machine'),
  ];
}

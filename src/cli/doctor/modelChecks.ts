import { ModelDirectory } from '../../models/modelDirectory.ts';
import { verifyPreparedNets } from '../../models/onnx/preparedNets.ts';
import type { Settings } from '../../settings/schema.ts';
import { bad, type Finding, ok } from './finding.ts';

/** Each file of the weights against its pinned hash. */
export async function checkModels({ MODELS_DIR }: Pick<Settings, 'MODELS_DIR'>): Promise<readonly Finding[]> {
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

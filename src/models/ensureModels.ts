import type { ModelDirectory, PullOptions } from './modelDirectory.ts';
import { ModelPullFailed } from './modelErrors.ts';
import { hasPreparedNets } from './onnx/preparedNets.ts';
import { pullModels } from './pull/pullModels.ts';

/**
 * Makes a directory fit to load nets from: at once when they are prepared, else by a pull. One that cannot be written
 * but holds every source does too: `loadModel` then converts in memory at each start.
 * @param onUnwritable told of such a directory, with the reason
 * @throws ModelPullFailed
 */
export async function ensureModels(
  directory: ModelDirectory,
  { onUnwritable, ...options }: PullOptions & { readonly onUnwritable: (reason: string) => void },
): Promise<void> {
  if (await hasPreparedNets(directory)) return;
  try {
    await pullModels(directory, options);
  } catch (error) {
    if (!(error instanceof ModelPullFailed) || error.problem !== 'disk' || !(await hasAllSources(directory)))
      throw error;
    onUnwritable(error.message);
  }
}

async function hasAllSources(directory: ModelDirectory): Promise<boolean> {
  return (await directory.verify()).every(({ state }) => state === 'ok');
}

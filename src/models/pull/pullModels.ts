import type { ModelDirectory, PullOptions } from '../modelDirectory.ts';
import { pullFailure } from '../modelErrors.ts';
import { prepareNets } from '../onnx/preparedNets.ts';
import type { Role } from '../roles.ts';

export interface PulledModels {
  /** Source files that were put in place. */
  readonly files: number;
  readonly prepared: readonly Role[];
}

/**
 * Fetches what is missing or damaged, then prepares the nets that are. A directory that has all sources needs no network.
 * @throws ModelPullFailed
 */
export async function pullModels(directory: ModelDirectory, options: PullOptions = {}): Promise<PulledModels> {
  const files = await directory.pull(options);
  try {
    return { files: files.length, prepared: await prepareNets(directory) };
  } catch (error) {
    throw pullFailure(error, 'prepared nets', directory.root);
  }
}

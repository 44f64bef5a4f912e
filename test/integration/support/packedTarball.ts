import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { ROOT, shellOf, startProgram } from './installWays.ts';

/** As long as the file that packs may take. */
const PATIENCE = { timeout: 300_000, interval: 100 };

/**
 * The package as `npm pack` makes it, in a folder that the set-up of the run has made (TEST_PACKAGE_FOLDER). The first file that asks
 * packs it, others wait for it.
 * @throws with what npm said, in each of them
 */
export async function packedTarball(): Promise<string> {
  const folder = process.env.TEST_PACKAGE_FOLDER ?? '';
  const [making, failed] = [join(folder, 'making'), join(folder, 'failed')];
  if (mkdirSync(making, { recursive: true }) !== undefined) await pack(making, folder, failed);
  return vi.waitUntil(() => {
    if (existsSync(failed)) throw new Error(`npm pack: ${readFileSync(failed, 'utf8')}`);
    const [name] = readdirSync(folder).filter((each) => each.endsWith('.tgz'));
    return name && join(folder, name);
  }, PATIENCE);
}

async function pack(making: string, folder: string, failed: string): Promise<void> {
  const env = shellOf(dirname(process.execPath), making);
  const { code, stderr } = await startProgram('npm', ['pack', '--pack-destination', making], { cwd: ROOT, env }).ended;
  if (code !== 0) writeFileSync(failed, stderr);
  // Under its name only when it is whole.
  for (const name of readdirSync(making).filter((each) => each.endsWith('.tgz'))) {
    renameSync(join(making, name), join(folder, name));
  }
}

import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_MODELS_DIR } from '../../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../../src/models/modelDirectory.ts';
import { verifyPreparedNets } from '../../src/models/onnx/preparedNets.ts';
import { pullModels } from '../../src/models/pull/pullModels.ts';

let ready: Promise<ModelDirectory> | undefined;

/**
 * The models, from MODELS_DIR or the default directory; fetched when they are not there. Test files run in processes
 * of their own, so a lock file sees to it that one of them fetches and the others wait.
 */
export function testModels(): Promise<ModelDirectory> {
  ready ??= ensureModels(new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR));
  return ready;
}

async function ensureModels(directory: ModelDirectory): Promise<ModelDirectory> {
  if (await isComplete(directory)) return directory;
  await mkdir(directory.root, { recursive: true });
  const release = await lock(join(directory.root, 'pull.lock'));
  try {
    await pullModels(directory);
  } finally {
    await release();
  }
  return directory;
}

async function isComplete(directory: ModelDirectory): Promise<boolean> {
  const states = [...(await directory.verify()), ...(await verifyPreparedNets(directory))];
  return states.every(({ state }) => state === 'ok');
}

/** Waits for a file to be ours alone; one whose maker is gone is taken over. */
async function lock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      const handle = await open(path, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(path, { force: true });
    } catch {
      if (!(await isHeld(path))) await rm(path, { force: true });
      await sleep(200);
    }
  }
}

async function isHeld(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!pid) return true; // gone again or not yet written
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Readable by everyone, whatever the umask: weights are public and may serve several users. */
const MODE = 0o644;

/** Writes a file of weights so that readers see the old content or the new, whole, also after a power cut. */
export async function writeAtomically(path: string, content: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.chmod(MODE);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

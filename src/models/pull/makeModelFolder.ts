import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder of the models directory. Weights are public and may serve several users, so each folder that is made,
 * from the models directory down, can be read by everyone, whatever the umask of the process; the folders above it not.
 * @param root the models directory
 * @param folder the same, or one in it
 */
export async function makeModelFolder(root: string, folder = root): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  const shortest = Math.max(first.length, root.length);
  for (let made = folder; made.length >= shortest; made = dirname(made)) await chmod(made, 0o755);
}

import { randomUUID } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder, namesIn, readIfThere, syncFolder, versionOf } from './durableFiles.ts';
import { isPortraitFolder } from './portraitFolders.ts';

const NAME = 'folder-id';
const PAUSE_MS = 50;
const ATTEMPTS = 100;

/** Undefined when the folder has none, or is not there. */
export async function readFolderId(root: string): Promise<string | undefined> {
  const bytes = await readIfThere(join(root, NAME));
  return bytes && bytes.length > 0 ? Buffer.from(bytes).toString('utf8').trim() : undefined;
}

/**
 * The same for who asks before each portrait, whether the folder is still the one that it was: the file is read anew when it is another one, or was
 * written since. To look at that is one call of the system in the place of five.
 */
export function createFolderIdReader(root: string): () => Promise<string | undefined> {
  let known: { readonly version: string; readonly id: string | undefined } | undefined;
  return async () => {
    const version = await versionOf(join(root, NAME));
    if (version === undefined) return undefined;
    if (known?.version !== version) known = { version, id: await readFolderId(root) };
    return known.id;
  };
}

/** Whether there is any portrait in it, as far as the names of its folders tell. */
export async function holdsPortraits(root: string): Promise<boolean> {
  return (await namesIn(root)).some(isPortraitFolder);
}

/** Gives the folder an identity when it has none; of several nodes that do so one decides. */
export async function ensureFolderId(root: string): Promise<string> {
  await makeFolder(root);
  const path = join(root, NAME);
  try {
    const file = await open(path, 'wx');
    const id = randomUUID();
    try {
      await file.writeFile(`${id}\n`);
      await file.sync();
    } catch (error) {
      // On a full disk: the others would wait for what it says.
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await syncFolder(root);
    return id;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Another node may be writing it.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const id = (await readFile(path, 'utf8')).trim();
    if (id !== '') return id;
    await pause(PAUSE_MS);
  }
  throw new Error(`${path} is empty: whoever began to write it died; remove it`);
}

import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isAcceptedName } from '../../../../domain/pictures/pictureNames.ts';
import { personOfPath } from '../personOfPath.ts';
import type { Rejected, UploadItem, UploadSource } from '../uploadItem.ts';
import { itemOfPath } from './itemOfPath.ts';
import { readPhoto } from './photoFile.ts';

/** Photos below a folder, a folder a person. Links to folders are not followed: they may lead in a circle. */
export async function openFolder(root: string): Promise<UploadSource> {
  const items: UploadItem[] = [];
  const unfit: Rejected[] = [];
  let passedOver = 0;
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const inside = folder;
    const entries = await readdir(inside, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (inside === root) throw error;
      unfit.push({ name: nameOf(root, inside), reason: `the folder cannot be read (${error.code})` });
      return [];
    });
    for (const entry of entries) {
      const path = join(inside, entry.name);
      const name = nameOf(root, path);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.')) folders.push(path);
      } else if (!isAcceptedName(name)) passedOver++;
      else addItem(name, () => readPhoto(path));
    }
  }
  items.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { items, unfit, passedOver, close: async () => undefined };

  function addItem(name: string, read: UploadItem['read']): void {
    const made = itemOfPath(name, personOfPath(name), read);
    if ('reason' in made) unfit.push(made);
    else items.push(made);
  }
}

function nameOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

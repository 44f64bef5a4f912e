import { readFile, stat } from 'node:fs/promises';
import { Unfit } from '../uploadItem.ts';

const MB = 1024 * 1024;
/** Bytes of a photo: what a server takes whose `BODY_LIMIT` was left as it is (`settings/groups/server/network.ts`). */
export const LARGEST_PHOTO = 64 * MB;

/** @throws Unfit */
export async function readPhoto(path: string): Promise<Buffer> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Unfit('is no file');
    if (found.size > LARGEST_PHOTO) throw new Unfit(`is larger than ${LARGEST_PHOTO / MB} MB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof Unfit) throw error;
    throw new Unfit(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

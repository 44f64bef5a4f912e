import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../../domain/ids.ts';
import type { PgliteSession } from '../pgliteSession.ts';

const TOGETHER = 8;

/**
 * Copies the database to a folder of its own, while nothing is written; reads and writes wait for it. A file system that
 * shares blocks makes the copy at once, others as fast as the disk reads and writes.
 * @returns a directory as `openInDirectory` takes it
 */
export async function copyDatabase(session: PgliteSession, directory: string): Promise<string> {
  const copy = join(directory, `snapshot.${newId().slice(0, 8)}`);
  try {
    await session.pause(() => copyTree(join(directory, 'pgdata'), join(copy, 'pgdata')));
    return copy;
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    throw error;
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries.filter((each) => each.isDirectory())) {
    await copyTree(join(from, entry.name), join(to, entry.name));
  }
  const files = entries.filter((each) => each.isFile()).values();
  const lane = async () => {
    for (const { name } of files) await copyFile(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
  };
  const lanes = await Promise.allSettled(Array.from({ length: TOGETHER }, lane));
  for (const outcome of lanes) if (outcome.status === 'rejected') throw outcome.reason;
}

import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { makeDataFolder } from '../../app/folders.ts';
import { openDatabase } from '../../databases/openDatabase.ts';
import { lockDirectory } from '../../databases/pglite/directoryLock.ts';
import { newId } from '../../domain/ids.ts';
import { syncFolder } from '../../portraits/durableFiles.ts';
import { createFilePortraitStore } from '../../portraits/filePortraitStore.ts';
import { ensureFolderId, holdsPortraits } from '../../portraits/folderId.ts';
import { portraitsFolder } from '../../portraits/openPortraits.ts';
import type { Settings } from '../../settings/schema.ts';
import { type Fill, notEmpty, type RestoreReport } from './restorePlace.ts';

/**
 * Makes the database and the folder of portraits beside those of the data directory and renames them, the database last:
 * until then nothing has changed. With `replace` what was there is moved aside, not deleted.
 */
export async function restoreEmbedded(
  { DATA_DIR, PORTRAIT_STORE }: Settings,
  fill: Fill,
  replace: boolean,
  log: Logger,
): Promise<RestoreReport> {
  const database = join(DATA_DIR, 'database');
  const portraits = portraitsFolder(DATA_DIR);
  await makeDataFolder(DATA_DIR);
  const lock = await lockDirectory(database);
  const name = `restore.${newId().slice(0, 8)}`;
  const newDatabase = join(database, name);
  const newPortraits = `${portraits}.${name}`;
  try {
    const isFilled = existsSync(join(database, 'pgdata')) || (await holdsPortraits(portraits));
    if (isFilled && !replace) throw notEmpty(`${DATA_DIR} holds a database or portraits`);
    const hasFiles = PORTRAIT_STORE === 'files';
    const folderId = hasFiles ? await ensureFolderId(newPortraits) : null;
    const target = await openDatabase({ type: 'pglite', directory: newDatabase }, log);
    const files = hasFiles ? createFilePortraitStore(newPortraits) : undefined;
    const report = await fill(target, files, { kind: PORTRAIT_STORE, folderId }).finally(() => target.close());
    const aside = isFilled ? await moveAside(DATA_DIR, database, portraits) : undefined;
    if (hasFiles) {
      // Where nothing was moved aside, it holds no portrait.
      await rm(portraits, { recursive: true, force: true });
      await rename(newPortraits, portraits);
    }
    await syncFolder(DATA_DIR);
    await rename(join(newDatabase, 'pgdata'), join(database, 'pgdata'));
    await syncFolder(database);
    return { ...report, aside };
  } finally {
    await rm(newDatabase, { recursive: true, force: true });
    await rm(newPortraits, { recursive: true, force: true });
    lock.release();
  }
}

/** @returns a data directory with what was there, which starts as it did */
async function moveAside(dataDirectory: string, database: string, portraits: string): Promise<string> {
  const aside = join(dataDirectory, `replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  await mkdir(join(aside, 'database'), { recursive: true, mode: 0o700 });
  for (const [from, to] of [
    [join(database, 'pgdata'), join(aside, 'database', 'pgdata')],
    [portraits, portraitsFolder(aside)],
  ] as const) {
    if (existsSync(from)) await rename(from, to);
  }
  return aside;
}

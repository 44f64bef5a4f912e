import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openDatabaseAsIs } from '../../app/database.ts';
import { createFilePortraitStore } from '../../portraits/filePortraitStore.ts';
import { ensureFolderId, holdsPortraits } from '../../portraits/folderId.ts';
import { portraitsFolder } from '../../portraits/openPortraits.ts';
import { isPortraitFolder } from '../../portraits/portraitFolders.ts';
import type { Settings } from '../../settings/schema.ts';
import { type Fill, notEmpty, type RestoreReport } from './restorePlace.ts';

/**
 * All rows in one transaction of the server: until its commit nothing has changed there. Portraits in files are written
 * before it; where it fails they go again, unless others were there: then garbage collection tells them apart.
 */
export async function restoreOnServer(
  settings: Settings,
  fill: Fill,
  replace: boolean,
  log: Logger,
): Promise<RestoreReport> {
  const kind = settings.PORTRAIT_STORE;
  const folder = portraitsFolder(settings.DATA_DIR);
  const isFilled = kind === 'files' && (await holdsPortraits(folder));
  if (isFilled && !replace) throw notEmpty(`${folder} holds portraits`);
  const database = await openDatabaseAsIs(settings, log);
  try {
    const folderId = kind === 'files' ? await ensureFolderId(folder) : null;
    const files = kind === 'files' ? createFilePortraitStore(folder) : undefined;
    return await fill(database, files, { kind, folderId });
  } catch (error) {
    if (kind === 'files' && !isFilled) await removePortraits(folder);
    throw error;
  } finally {
    await database.close();
  }
}

async function removePortraits(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (isPortraitFolder(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

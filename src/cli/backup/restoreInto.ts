import type { Logger } from 'pino';
import type { Archive } from '../../core/backup/openArchive.ts';
import { type RestoreProgress, restoreBackup } from '../../core/backup/restoreBackup.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { Settings } from '../../settings/schema.ts';
import type { WrappedKey } from '../../store/ports/encryption/sealing.ts';
import { KeysMismatch, type RowWriter, restoreRows, TargetNotEmpty } from '../../store/snapshot/restoreRows.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { restoreEmbedded } from './restoreEmbedded.ts';
import { restoreOnServer } from './restoreOnServer.ts';
import { type Fill, notEmpty, type RestoreReport } from './restorePlace.ts';

export interface RestoreRun {
  readonly replace: boolean;
  /** For a sealed backup. */
  readonly accountKeys?: readonly WrappedKey[] | undefined;
  readonly onProgress: (progress: RestoreProgress) => void;
}

/** Restores into what the settings name. @throws CommandFailed, BackupRefused, StoreRefused */
export function restoreInto(
  settings: Settings,
  archive: Archive,
  { replace, accountKeys, onProgress }: RestoreRun,
  log: Logger,
): Promise<RestoreReport> {
  if (settings.PORTRAIT_STORE === 's3') {
    // The place is told within the transaction of the rows, by the schema of the backup, which may know no bucket.
    const todo = 'restore with PORTRAIT_STORE=files or database, and then luna-backport3 portraits move --to s3';
    throw new CommandFailed(`a backup cannot be restored into a bucket: ${todo}`, EXIT.usage);
  }
  const fill: Fill = async (database, files, place) => {
    let report: RestoreProgress = { rows: 0, portraits: 0 };
    const { schema, sealed = false } = archive.manifest;
    await restoreRows(database, { schema, place, replace, sealed, accountKeys }, async (writer) => {
      report = await restoreBackup(archive.entries(), targetOf(writer, files), onProgress);
    }).catch((error: unknown) => {
      if (error instanceof KeysMismatch) throw new CommandFailed(error.message, EXIT.usage);
      throw error instanceof TargetNotEmpty ? notEmpty(`the database ${settings.DB_NAME} holds accounts`) : error;
    });
    return report;
  };
  return settings.DB_TYPE === 'pglite'
    ? restoreEmbedded(settings, fill, replace, log)
    : restoreOnServer(settings, fill, replace, log);
}

function targetOf(writer: RowWriter, files: PortraitStore | undefined) {
  return {
    insert: writer.insert,
    putPortrait: files
      ? files.put
      : (...[descriptorId, { image, thumbnails }]: Parameters<PortraitStore['put']>) =>
          writer.insertImages(descriptorId, [
            ...(image ? [{ side: 0, image }] : []),
            ...[...thumbnails].map(([side, bytes]) => ({ side, image: bytes })),
          ]),
  };
}

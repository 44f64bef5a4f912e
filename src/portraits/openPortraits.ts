import { join } from 'node:path';
import { createClock } from '../domain/time.ts';
import type { PortraitKind, PortraitPlace } from '../store/ports/portraits.ts';
import { StoreRefused } from '../store/sql/storeErrors.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';
import type { Store } from '../store/store.ts';
import { createDatabasePortraitStore } from './databasePortraitStore.ts';
import { createFilePortraitStore } from './filePortraitStore.ts';
import { createFolderIdReader, ensureFolderId, holdsPortraits, readFolderId } from './folderId.ts';
import type { PortraitStore } from './portraitStore.ts';
import type { PortraitBucket } from './s3/openBucket.ts';
import { claimBucket, requireBucket } from './s3/ownBucket.ts';
import { withoutBucket } from './s3/withoutBucket.ts';
import { PLACE_AGE_MS, SharedPortraitStore } from './sharedPortraitStore.ts';

export interface PortraitsOptions {
  /** Where files are when they are files. */
  readonly folder: string;
  /** Of an S3 service; undefined where the settings name none. */
  readonly bucket?: PortraitBucket | undefined;
  /** Where the settings want them; the database decides where they are. */
  readonly wanted: PortraitKind;
  /** Shorter for tests: how long it may not know that they have moved. */
  readonly placeAgeMs?: number;
}

/** The portraits, and their places by themselves. */
export interface OpenPortraits extends Record<PortraitKind, PortraitStore> {
  readonly shared: PortraitStore;
  readonly place: PortraitPlace;
  readonly bucket: PortraitBucket | undefined;
}

type PlaceParts = Pick<Store, 'portraitPlace' | 'portraitImages'>;

/**
 * Opens the portraits where the database says that they are; the first start decides it for all nodes.
 * @throws StoreRefused('unusable-directory') when they are in a folder or a bucket and this one is another
 */
export async function openPortraits(
  { portraitPlace, portraitImages }: PlaceParts,
  { folder, bucket, wanted, placeAgeMs = PLACE_AGE_MS }: PortraitsOptions,
  log: StoreLog,
): Promise<OpenPortraits> {
  const place = (await portraitPlace.find()) ?? (await decide(portraitPlace, { folder, bucket, wanted }, log));
  if (place.kind === 'files' || place.movingFrom === 'files') await requireFolder(place.folderId, folder);
  if (place.kind === 's3' || place.movingFrom === 's3') await requireBucket(place.bucketId, bucket, log);
  if (place.kind !== wanted) {
    log.warn(
      { portraits: place.kind, PORTRAIT_STORE: wanted },
      `portraits are in ${inWords(place.kind)} and stay there: luna-backport3 portraits move --to ${wanted}`,
    );
  }
  const places = {
    files: createFilePortraitStore(folder),
    database: createDatabasePortraitStore(portraitImages, createClock('UTC')),
    s3: bucket?.store ?? withoutBucket,
  };
  const readOwnId = createFolderIdReader(folder);
  const shared = new SharedPortraitStore({
    places,
    readPlace: async () => (await portraitPlace.find()) ?? place,
    async isHere(kind, { folderId, bucketId }) {
      if (kind === 'files') return folderId !== null && (await readOwnId()) === folderId;
      if (kind === 's3') return bucketId !== null && ((await bucket?.isBucket(bucketId)) ?? false);
      return true;
    },
    maxAgeMs: placeAgeMs,
    onChange: ({ kind, movingFrom }) =>
      log.info({ portraits: kind, movingFrom }, `portraits are in ${inWords(kind)} now`),
  });
  return { ...places, shared, place, bucket };
}

/** What versions before this one have stored is in files: it must not be lost for a new default. */
async function decide(
  portraitPlace: Store['portraitPlace'],
  { folder, bucket, wanted }: PortraitsOptions,
  log: StoreLog,
): Promise<PortraitPlace> {
  const illustrated = await portraitPlace.illustrated();
  const filled = await holdsPortraits(folder);
  if (illustrated > 0 && !filled) {
    throw refused(
      `the database knows ${illustrated} portraits, and ${folder} holds none: start the node first whose DATA_DIR has ` +
        'them; where several nodes have some, copy all into that one folder',
    );
  }
  if (illustrated === 0 && filled && (await readFolderId(folder)) !== undefined) {
    throw refused(
      `${folder} holds portraits of another database: move it away, or set DATA_DIR or the database back to what they were`,
    );
  }
  const kind = illustrated > 0 ? 'files' : wanted;
  // With the database, too, garbage collection sweeps what lies in the folder.
  const folderId = kind === 'files' || filled ? await ensureFolderId(folder) : null;
  const bucketId = kind === 's3' ? await claimBucket(bucket) : null;
  const place = await portraitPlace.claim({ kind, folderId, bucketId, movingFrom: null });
  if (illustrated > 0 && wanted !== 'files') {
    log.warn(
      { portraits: illustrated, folder },
      'portraits of this database are in files: every node needs this folder',
    );
  }
  return place;
}

async function requireFolder(folderId: string | null, folder: string): Promise<void> {
  const found = await readFolderId(folder);
  if (found !== undefined && found === folderId) return;
  throw refused(
    `portraits are in the folder ${folderId}, and ${folder} is ${found ? `the folder ${found}` : 'no such folder'}: ` +
      'set DATA_DIR to the one that the other nodes use, or have them moved there with ' +
      'luna-backport3 portraits move --to database',
  );
}

function refused(message: string): StoreRefused {
  return new StoreRefused('unusable-directory', message);
}

function inWords(kind: PortraitKind): string {
  return { files: 'files', database: 'the database', s3: 'a bucket of S3' }[kind];
}

/** Of a data directory. */
export function portraitsFolder(dataDirectory: string): string {
  return join(dataDirectory, 'portraits');
}

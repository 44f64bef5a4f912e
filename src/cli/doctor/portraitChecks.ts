import { openAppBucket } from '../../app/portraits.ts';
import { readFolderId } from '../../portraits/folderId.ts';
import { portraitsFolder } from '../../portraits/openPortraits.ts';
import { BucketFailed } from '../../portraits/s3/bucketErrors.ts';
import type { Settings } from '../../settings/schema.ts';
import type { OpenDatabase } from '../../store/ports/openDatabase.ts';
import { bad, type Finding, ok, unknown, warning } from './finding.ts';

/** The folder or the bucket of the portraits is the one that the database knows. */
export async function checkPortraits({ db }: OpenDatabase, settings: Settings): Promise<readonly Finding[]> {
  const place = await db
    .selectFrom('portrait_place')
    .select(['kind', 'folder_id', 'bucket_id', 'moving_from'])
    .executeTakeFirst()
    .catch(() => undefined);
  if (!place) return [unknown('portraits', 'the database does not say yet where they are')];
  const places = [place.kind, place.moving_from];
  return [
    ...(place.kind === 'database' && place.moving_from === null ? [ok('portraits', 'in the database')] : []),
    ...(places.includes('files') ? [await checkFolder(place.folder_id, portraitsFolder(settings.DATA_DIR))] : []),
    ...(places.includes('s3') ? await checkBucket(place.bucket_id, settings) : []),
  ];
}

async function checkFolder(folderId: string | null, folder: string): Promise<Finding> {
  if ((await readFolderId(folder)) === folderId) {
    return ok('portraits', `in ${folder}, which is the folder that the database knows`);
  }
  const todo = 'mount the shared folder there, or luna-backport3 portraits move --to database';
  return bad('portraits', `the database knows another folder than ${folder}`, todo);
}

/** Asks as a node does, and writes as it does. */
async function checkBucket(bucketId: string | null, settings: Settings): Promise<readonly Finding[]> {
  const bucket = openAppBucket(settings);
  if (!bucket) return [bad('portraits', 'they are in a bucket, and S3_BUCKET is not set', 'see docs/s3.md')];
  try {
    if ((await bucket.readId()) !== bucketId) {
      const todo = 'set S3_ENDPOINT, S3_BUCKET and S3_PREFIX as the other nodes have them';
      return [bad('portraits', `the database knows another bucket than ${bucket.name}`, todo)];
    }
    await bucket.store.page({ limit: 1 });
    await bucket.store.probeWrite();
  } catch (error) {
    if (!(error instanceof BucketFailed)) throw error;
    return [bad('portraits', error.message, 'see docs/s3.md')];
  }
  const found = ok(
    'portraits',
    `in ${bucket.name}, which is the bucket that the database knows, and it can be written`,
  );
  const todo = 'a lifecycle rule that ends older versions, see docs/s3.md';
  return (await bucket.keepsVersions())
    ? [found, warning('versions', `${bucket.name} keeps versions: what is erased stays in it`, todo)]
    : [found];
}

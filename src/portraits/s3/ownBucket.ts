import { StoreRefused } from '../../store/sql/storeErrors.ts';
import type { StoreLog } from '../../store/sql/storeLog.ts';
import { BucketFailed, isRefusal } from './bucketErrors.ts';
import type { PortraitBucket } from './openBucket.ts';

/**
 * The identity of a bucket that is to hold the portraits of a new database. @throws StoreRefused
 */
export async function claimBucket(bucket: PortraitBucket | undefined): Promise<string> {
  if (!bucket) throw refused('PORTRAIT_STORE is s3, and S3_BUCKET is not set');
  try {
    const before = await bucket.readId();
    // Of nodes that start together another one may have given it its identity; a portrait needs a start that is done.
    if (before !== undefined && (await bucket.store.page({ limit: 1 })).length > 0) {
      throw refused(`${bucket.name} holds portraits of another database: set another S3_BUCKET or S3_PREFIX`);
    }
    return before ?? (await bucket.ensureId());
  } catch (error) {
    throw error instanceof BucketFailed ? refused(error.message, error) : error;
  }
}

/**
 * That the node has the bucket which the database knows. One that does not answer keeps no node from starting: the others
 * go on without it, too, and every call looks again.
 * @throws StoreRefused
 */
export async function requireBucket(
  bucketId: string | null,
  bucket: PortraitBucket | undefined,
  log: StoreLog,
): Promise<void> {
  if (!bucket) {
    throw refused(
      `portraits are in a bucket, the one with the id ${bucketId}: set S3_BUCKET as the other nodes have it`,
    );
  }
  let found: string | undefined;
  try {
    found = await bucket.readId();
  } catch (error) {
    if (isRefusal(error)) throw refused(error.message, error);
    log.warn(
      { err: error, bucket: bucket.name },
      'the bucket of portraits does not answer: portraits get 503 until it does',
    );
    return;
  }
  if (found === bucketId) return;
  throw refused(
    `portraits are in the bucket with the id ${bucketId}, and ${bucket.name} ${found === undefined ? 'has none' : `is that with the id ${found}`}: ` +
      'set S3_ENDPOINT, S3_BUCKET and S3_PREFIX as the other nodes have them',
  );
}

function refused(message: string, cause?: unknown): StoreRefused {
  return new StoreRefused('unusable-directory', message, { cause });
}

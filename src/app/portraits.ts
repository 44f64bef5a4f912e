import { type OpenPortraits, openPortraits, portraitsFolder } from '../portraits/openPortraits.ts';
import { openBucket, type PortraitBucket } from '../portraits/s3/openBucket.ts';
import type { Settings } from '../settings/schema.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';
import type { Store } from '../store/store.ts';

/** The portraits of the database, where the settings say that their folder or bucket is. @throws StoreRefused */
export function openAppPortraits(settings: Settings, store: Store, log: StoreLog): Promise<OpenPortraits> {
  const folder = portraitsFolder(settings.DATA_DIR);
  return openPortraits(store, { folder, bucket: openAppBucket(settings), wanted: settings.PORTRAIT_STORE }, log);
}

/** The bucket that the settings name; undefined when they name none. Nothing is asked of it yet. */
export function openAppBucket(settings: Settings): PortraitBucket | undefined {
  const { S3_BUCKET: bucket, S3_REGION: region, S3_PREFIX: prefix, S3_SESSION_TOKEN: sessionToken } = settings;
  if (bucket === '') return undefined;
  return openBucket({
    endpoint: settings.S3_ENDPOINT || `https://s3.${region}.amazonaws.com`,
    bucket,
    region,
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    accessKeyId: settings.S3_ACCESS_KEY_ID,
    secretAccessKey: settings.S3_SECRET_ACCESS_KEY,
    ...(sessionToken !== '' && { sessionToken }),
    pathStyle: settings.S3_PATH_STYLE,
    callMs: settings.S3_TIMEOUT_SECONDS * 1000,
    connections: settings.S3_CONNECTIONS,
  });
}

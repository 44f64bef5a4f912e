import type { PortraitStore } from '../portraitStore.ts';
import { createBucketClient } from './bucketClient.ts';
import { ensureBucketId, readBucketId } from './bucketId.ts';
import type { BucketOptions } from './bucketOptions.ts';
import { createBucketPortraitStore } from './bucketPortraitStore.ts';

/** For so long nobody is asked again whether the bucket is still the one that it was. */
const ID_AGE_MS = 60_000;

export interface PortraitBucket {
  readonly store: PortraitStore;
  /** For people: `bucket/prefix`. */
  readonly name: string;
  /** Undefined when it has none. @throws BucketFailed */
  readId(): Promise<string | undefined>;
  /** Gives it one when it has none. @throws BucketFailed */
  ensureId(): Promise<string>;
  /** As `readId() === id`; what was found so is believed for a minute. @throws BucketFailed */
  isBucket(id: string): Promise<boolean>;
  /** Whether deleted portraits stay as older versions; undefined where one may not ask. */
  keepsVersions(): Promise<boolean | undefined>;
}

/** Opens no connection before it is asked. */
export function openBucket(options: BucketOptions): PortraitBucket {
  const client = createBucketClient(options);
  const { bucket, prefix } = options;
  let found: { readonly id: string; readonly at: number } | undefined;
  return {
    store: createBucketPortraitStore(client, prefix),
    name: `${bucket}/${prefix}`,
    readId: () => readBucketId(client, prefix),
    ensureId: () => ensureBucketId(client, prefix),
    async isBucket(id) {
      if (found?.id === id && performance.now() - found.at < ID_AGE_MS) return true;
      const at = performance.now();
      if ((await readBucketId(client, prefix)) !== id) return false;
      found = { id, at };
      return true;
    },
    async keepsVersions() {
      const answer = await client.send({ method: 'GET', key: '', query: { versioning: '' } }).catch(() => undefined);
      return answer && /<Status>(Enabled|Suspended)<\/Status>/.test(answer.body.toString('utf8'));
    },
  };
}

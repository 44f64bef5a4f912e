import type { PortraitStore } from '../portraitStore.ts';
import { BucketFailed } from './bucketErrors.ts';

async function refuse(): Promise<never> {
  throw new BucketFailed('this node has no S3_BUCKET in its settings', { passes: false });
}

/** Stands where the settings name no bucket. */
export const withoutBucket: PortraitStore = {
  put: refuse,
  get: refuse,
  getThumbnail: refuse,
  getAll: refuse,
  delete: refuse,
  page: refuse,
  probeWrite: refuse,
  sweepUnfinished: refuse,
};

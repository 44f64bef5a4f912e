import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BucketClient } from './bucketClient.ts';
import { BucketFailed } from './bucketErrors.ts';
import { getObject, putObject } from './objectStore.ts';

const NAME = 'bucket-id';
/** Where a service does not know `If-None-Match`, the other node's write may come behind this one's. */
const SETTLE_MS = 1000;

/** Undefined when there is none: no node has ever kept portraits under this prefix. */
export async function readBucketId(client: BucketClient, prefix: string): Promise<string | undefined> {
  const bytes = await getObject(client, `${prefix}${NAME}`);
  return bytes && Buffer.from(bytes).toString('utf8').trim();
}

/** Gives the prefix an identity when it has none; of several nodes that do so one decides. */
export async function ensureBucketId(client: BucketClient, prefix: string): Promise<string> {
  const before = await readBucketId(client, prefix);
  if (before) return before;
  const write = (unlessThere: boolean) =>
    putObject(client, `${prefix}${NAME}`, Buffer.from(`${randomUUID()}\n`), { type: 'text/plain', unlessThere });
  try {
    await write(true);
  } catch (error) {
    if (!(error instanceof BucketFailed)) throw error;
    // Not implemented; else 412: another node was first, or this one by an attempt whose answer was lost.
    if (error.status === 501) await write(false);
    else if (error.status !== 412) throw error;
  }
  await pause(SETTLE_MS);
  const id = await readBucketId(client, prefix);
  if (!id) throw new BucketFailed(`GET: ${prefix}${NAME} is not there after it was written`);
  return id;
}

import type { BucketClient } from './bucketClient.ts';
import { BucketFailed } from './bucketErrors.ts';

/** Beside each object: what its bytes must hash to when they are read. Metadata of one's own comes back from every S3. */
const CHECKSUM = 'x-amz-meta-sha256';

/** Writes an object. The service compares it with its hash before it says that it has it. */
export async function putObject(
  client: BucketClient,
  key: string,
  body: Uint8Array,
  { type = 'application/octet-stream', unlessThere = false } = {},
): Promise<void> {
  const hash = client.sha256(body);
  await client.send({
    method: 'PUT',
    key,
    body,
    headers: {
      'content-type': type,
      'x-amz-checksum-sha256': Buffer.from(hash, 'hex').toString('base64'),
      [CHECKSUM]: hash,
      ...(unlessThere && { 'if-none-match': '*' }),
    },
  });
}

/** Undefined: there is none. @throws BucketFailed when it is not what was written, after it was read again */
export async function getObject(client: BucketClient, key: string): Promise<Uint8Array | undefined> {
  const answer = await client.send({
    method: 'GET',
    key,
    check({ headers, body }) {
      const expected = headers[CHECKSUM];
      // A copy that a tool has made may have none.
      if (expected !== undefined && expected !== client.sha256(body)) {
        throw new BucketFailed(`GET: the checksum of ${key} is wrong`, { passes: true });
      }
    },
  });
  return answer?.body;
}

/** One that is not there is no failure. */
export async function deleteObject(client: BucketClient, key: string): Promise<void> {
  await client.send({ method: 'DELETE', key });
}

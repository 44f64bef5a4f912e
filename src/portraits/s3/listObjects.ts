import type { BucketClient } from './bucketClient.ts';
import { BucketFailed } from './bucketErrors.ts';

/** What S3 gives at most. */
const MOST_KEYS = 1000;

export interface ListedObject {
  /** The whole name. */
  readonly key: string;
  readonly writtenAt: Date;
}

/** Names that begin so, in the order of their bytes, those behind `after`; asked for in pages as they are needed. */
export async function* listObjects(
  client: BucketClient,
  range: { readonly prefix: string; readonly after?: string; readonly pageSize?: number },
): AsyncIterable<ListedObject> {
  const pageSize = String(Math.min(range.pageSize ?? MOST_KEYS, MOST_KEYS));
  for (let { after } = range; ; ) {
    const answer = await client.send({
      method: 'GET',
      key: '',
      query: {
        'list-type': '2',
        prefix: range.prefix,
        'max-keys': pageSize,
        ...(after !== undefined && { 'start-after': after }),
      },
    });
    const text = answer?.body.toString('utf8') ?? '';
    if (!/<ListBucketResult[\s>]/.test(text)) throw new BucketFailed('GET: the answer is no list of objects');
    const objects = objectsOf(text);
    yield* objects;
    const last = objects.at(-1)?.key;
    if (last === undefined || !/<IsTruncated>\s*true\s*<\/IsTruncated>/i.test(text)) return;
    // A service that ignores `start-after` would give the same page forever.
    if (after !== undefined && last <= after)
      throw new BucketFailed('GET: the next page of the list begins at the first again');
    after = last;
  }
}

/** Names are our own, of letters that XML leaves as they are. */
function objectsOf(text: string): readonly ListedObject[] {
  return [...text.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, entry = '']) => {
    const key = /<Key>([^<&]+)<\/Key>/.exec(entry)?.[1];
    const writtenAt = new Date(/<LastModified>([^<]+)<\/LastModified>/.exec(entry)?.[1] ?? Number.NaN);
    return key === undefined || Number.isNaN(writtenAt.getTime()) ? [] : [{ key, writtenAt }];
  });
}

import { createHash } from 'node:crypto';
import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { backOffDelays } from '../../concurrency/backOff.ts';
import { BucketFailed } from './bucketErrors.ts';
import { type BucketOptions, objectUrl } from './bucketOptions.ts';
import { type Answer, sendOnce } from './sendOnce.ts';

const ATTEMPTS = 3;
const DELAYS = { firstMs: 100, longestMs: 2000, growth: 3 };
/** Of a call's time, so that one that hangs leaves some for another attempt. */
const SHARE_OF_AN_ATTEMPT = 0.5;
const IDLE_CONNECTIONS = 8;
/** Of the text of an error that is neither S3's nor short. */
const MOST_TEXT = 200;

export interface BucketCall {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** The whole name; empty: the bucket. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Looks at an answer; what it throws may be tried again as any other failure. */
  readonly check?: (answer: Answer) => void;
}

export interface BucketClient {
  /** @returns undefined: there is no such object @throws BucketFailed, after as many attempts as help and the time allows */
  send(call: BucketCall): Promise<Answer | undefined>;
  /** Hexadecimal, as it is signed, stored and compared. */
  sha256(bytes: Uint8Array): string;
}

/** Signed calls of one bucket: bounded in time, attempts, connections and what is read. */
export function createBucketClient(options: BucketOptions): BucketClient {
  const { accessKeyId, secretAccessKey, sessionToken, region, callMs, connections } = options;
  const agentOptions = { keepAlive: true, maxSockets: connections, maxFreeSockets: IDLE_CONNECTIONS };
  const agent = options.endpoint.startsWith('https:') ? new TlsAgent(agentOptions) : new PlainAgent(agentOptions);
  /** Keys that are derived from the secret once a day. */
  const cache = new Map<string, ArrayBuffer>();

  async function attempt({ method, key, query = {}, headers = {}, body, check }: BucketCall, ms: number) {
    const url = objectUrl(options, key);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const hashed = { ...headers, 'x-amz-content-sha256': sha256(body ?? new Uint8Array()) };
    if (cache.size > 1) cache.clear();
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: hashed,
      service: 's3',
      region,
      cache,
      ...credentials,
    });
    const signed = await signer.sign();
    const sent = { ...Object.fromEntries(signed.headers), ...(body && { 'content-length': String(body.length) }) };
    const answer = await sendOnce({ method, url, headers: sent, body, agent, ms });
    // Any other 404 is of a bucket that is gone, or of something before it: not the word that there is no such portrait.
    if (answer.status === 404 && codeOf(answer) === 'NoSuchKey') return undefined;
    if (answer.status < 200 || answer.status > 299) throw failureOf(method, answer);
    check?.(answer);
    return answer;
  }

  return {
    sha256,
    async send(call) {
      const end = performance.now() + callMs;
      const delays = backOffDelays(DELAYS);
      for (let number = 1; ; number++) {
        const left = end - performance.now();
        try {
          return await attempt(call, Math.max(1, Math.min(left, callMs * SHARE_OF_AN_ATTEMPT)));
        } catch (error) {
          const delay = delays.next().value;
          const isLast = number === ATTEMPTS || performance.now() + delay >= end;
          if (isLast || !(error instanceof BucketFailed) || !error.passes) throw error;
          await pause(delay);
        }
      }
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function failureOf(method: string, answer: Answer): BucketFailed {
  const { status, headers } = answer;
  const code = codeOf(answer);
  const region = headers['x-amz-bucket-region'];
  const where =
    status === 301 || status === 307 ? `; the bucket is in another region${region ? `, ${region}` : ''}` : '';
  const said = code ?? answer.body.subarray(0, MOST_TEXT).toString('utf8').replace(/\s+/g, ' ').trim();
  return new BucketFailed(`${method}: the answer is ${status} ${said}${where}`.trim(), { status, code });
}

/** Of S3's errors in XML, `NoSuchKey`. The message beside it is not repeated: it may hold the key's id. */
function codeOf({ body }: Answer): string | undefined {
  return /<Code>([A-Za-z0-9]{1,64})<\/Code>/.exec(body.subarray(0, 4096).toString('utf8'))?.[1];
}

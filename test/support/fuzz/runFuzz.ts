import { judge } from './http/judge.ts';
import { ownMs, type Patience } from './http/patience.ts';
import { RawClient } from './http/rawClient.ts';
import { readOperations } from './operations.ts';
import { Random } from './random.ts';
import type { Means } from './requests/draft.ts';
import { makeRequest } from './requests/makeRequest.ts';
import { descriptorFiles, descriptorSamples, pictureSamples } from './samples.ts';
import { Tally } from './tally.ts';
import { FuzzAccount } from './world.ts';

const LANES = 8;
const ACCOUNTS = 3;
const DESCRIPTORS = 12;
/** So many requests delete a part of what the accounts have. */
const REFILL_EVERY = 1000;

export interface Fuzzing {
  readonly url: string;
  readonly seed: number;
  readonly requests: number;
  readonly patience: Patience;
  /** When it ends though not all was sent, by `performance.now()`. */
  readonly endsAt?: number;
  /** Called now and then. */
  readonly onProgress?: (sent: number) => void;
}

/** Sends requests made of the server's own OpenAPI document, valid and broken ones, and judges each answer. */
export async function runFuzz({
  url,
  seed,
  requests,
  patience,
  endsAt = Number.POSITIVE_INFINITY,
  onProgress,
}: Fuzzing): Promise<Tally> {
  const operations = await readOperations(url);
  const samples = [...(await pictureSamples()), ...(await descriptorSamples())];
  const files = descriptorFiles(DESCRIPTORS);
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) => new FuzzAccount(url, `fuzz-${seed}-${n}@example.com`));
  for (const account of accounts) await account.register();
  const tally = new Tally();
  for (let from = 0; from < requests && performance.now() < endsAt; from += REFILL_EVERY) {
    for (const account of accounts) await account.refill(files);
    onProgress?.(from);
    let next = from;
    const end = Math.min(requests, from + REFILL_EVERY);
    const lane = async () => {
      const client = new RawClient(url, patience.giveUpMs);
      while (next < end) {
        const number = next++;
        const random = new Random(seed, number);
        await askOnce(client, { operations, accounts, samples, random, number }, patience, tally);
      }
      client.close();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }
  return tally;
}

async function askOnce(client: RawClient, means: Means, patience: Patience, tally: Tally): Promise<void> {
  const request = makeRequest(means);
  const sent = await client.exchange(request.bytes, request.isTorn, request.method === 'HEAD');
  const exchange = { ...sent, ms: ownMs(sent.ms, patience) };
  tally.add(request.operation.id, exchange);
  const what = judge(request, exchange, means.operations, patience.latestMs);
  if (what === undefined) return;
  const { number, operation, bytes, breaks } = request;
  tally.blame({ number, of: operation.id, what, how: breaks.join(', ') || 'nothing', request: bytes }, exchange);
}

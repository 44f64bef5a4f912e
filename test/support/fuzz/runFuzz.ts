import { ownMs, type Patience } from './http/patience.ts';
import type { FuzzClient } from './http/rawClient.ts';
import { Random } from './random.ts';
import type { Means } from './requests/draft.ts';
import { makeRequest } from './requests/makeRequest.ts';
import { descriptorSamples, pictureSamples } from './samples.ts';
import { Tally } from './tally.ts';
import type { Target } from './targets.ts';

const LANES = 8;
/** So many requests delete a part of what the accounts have. */
const REFILL_EVERY = 1000;

export interface Fuzzing {
  readonly target: Target;
  readonly seed: number;
  readonly requests: number;
  readonly patience: Patience;
  /** When it ends though not all was sent, by `performance.now()`. */
  readonly endsAt?: number;
  /** Called now and then. */
  readonly onProgress?: (sent: number) => void;
}

/** Sends requests made of an API's own OpenAPI document, valid and broken ones, and judges each answer. */
export async function runFuzz({
  target,
  seed,
  requests,
  patience,
  endsAt = Number.POSITIVE_INFINITY,
  onProgress,
}: Fuzzing): Promise<Tally> {
  const { operations, callers } = target;
  const samples = [...(await pictureSamples()), ...(await descriptorSamples())];
  const tally = new Tally();
  for (let from = 0; from < requests && performance.now() < endsAt; from += REFILL_EVERY) {
    for (const caller of callers) await caller.refill();
    onProgress?.(from);
    let next = from;
    const end = Math.min(requests, from + REFILL_EVERY);
    const lane = async () => {
      const client = target.open(patience.giveUpMs);
      while (next < end) {
        const number = next++;
        const random = new Random(seed, number);
        await askOnce({ client, target, patience, tally }, { operations, callers, samples, random, number });
      }
      client.close();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }
  return tally;
}

interface Asking {
  readonly client: FuzzClient;
  readonly target: Target;
  readonly patience: Patience;
  readonly tally: Tally;
}

async function askOnce({ client, target, patience, tally }: Asking, means: Means): Promise<void> {
  const request = makeRequest(means);
  const sent = await client.exchange(request);
  if (!sent) return;
  const exchange = { ...sent, ms: ownMs(sent.ms, patience) };
  tally.add(request.operation.id, exchange);
  const what = target.judge(request, exchange, means.operations, patience.latestMs);
  if (what === undefined) return;
  const { number, operation, bytes, breaks } = request;
  tally.blame({ number, of: operation.id, what, how: breaks.join(', ') || 'nothing', request: bytes }, exchange);
}

import { judge } from './http/judge.ts';
import { ownMs, type Patience } from './http/patience.ts';
import { RawClient } from './http/rawClient.ts';
import { mutate } from './mutate.ts';
import { type Operation, readOperations } from './operations.ts';
import { Random } from './random.ts';
import { FORM_TYPE, formOf } from './requests/multipartBody.ts';
import { descriptorSamples, pictureSamples, type Sample } from './samples.ts';
import { Tally } from './tally.ts';
import { FuzzAccount } from './world.ts';

const LANES = 4;
const PROGRESS_EVERY = 500;

export interface Mutating {
  readonly url: string;
  readonly seed: number;
  readonly mutations: number;
  readonly patience: Patience;
  /** When it ends though not all was sent, by `performance.now()`. */
  readonly endsAt?: number;
  readonly onProgress?: (sent: number) => void;
}

/** A way of a file into the service. */
interface Way {
  readonly operation: string;
  readonly query: string;
  readonly form: 'bytes' | 'base64' | 'multipart' | 'json';
}

/** Most store nothing: what a decoder makes of a file is the same everywhere. */
const PICTURES: readonly Way[] = [
  { operation: 'createDescriptors', query: '?extract_descriptor=0&extract_exif=1', form: 'bytes' },
  { operation: 'createDescriptors', query: '?extract_descriptor=0&extract_exif=1', form: 'base64' },
  { operation: 'createDescriptors', query: '?warped_image=1', form: 'bytes' },
  { operation: 'extractFaces', query: '?estimate_quality=extended', form: 'bytes' },
  { operation: 'runExtractor', query: '', form: 'bytes' },
  { operation: 'checkLiveness', query: '', form: 'multipart' },
];

const DESCRIPTORS: readonly Way[] = [
  { operation: 'createDescriptors', query: '', form: 'bytes' },
  { operation: 'createDescriptors', query: '', form: 'base64' },
  { operation: 'runExtractor', query: '', form: 'bytes' },
  { operation: 'verifyRaw', query: '', form: 'json' },
  { operation: 'verifyRaw', query: '', form: 'json' },
];

/** Sends mutated files to all decoders, each kind as often as any other, and judges each answer. */
export async function runMutations(mutating: Mutating): Promise<Tally> {
  const { url, seed, mutations, patience, endsAt = Number.POSITIVE_INFINITY, onProgress } = mutating;
  const all = await readOperations(url);
  const samples = [...(await pictureSamples()), ...(await descriptorSamples())];
  const account = new FuzzAccount(url, `mutations-${seed}@example.com`);
  await account.register();
  const tally = new Tally();
  let next = 0;
  const lane = async () => {
    const client = new RawClient(url, patience.giveUpMs);
    while (next < mutations && performance.now() < endsAt) {
      const number = next++;
      if (number % PROGRESS_EVERY === 0) onProgress?.(number);
      const random = new Random(seed, number);
      const sample = samples[number % samples.length] as Sample;
      const { how, bytes } = mutate(sample.bytes, random.pick(samples).bytes, random);
      const way = random.pick(sample.type.startsWith('image/') ? PICTURES : DESCRIPTORS);
      const operation = all.find(({ id }) => id === way.operation) as Operation;
      const request = requestOf(operation, way, sample, bytes, account);
      const sent = await client.exchange(request, false, false);
      const exchange = { ...sent, ms: ownMs(sent.ms, patience) };
      tally.add(sample.name, exchange);
      const asked = { operation, method: 'POST', isAstray: false, isTorn: false, hasUnwantedBody: false };
      const what = judge(asked, exchange, all, patience.latestMs);
      if (what !== undefined)
        tally.blame({ number, of: `${sample.name}, ${operation.id}`, what, how, request }, exchange);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return tally;
}

function requestOf(
  { path }: Operation,
  { query, form }: Way,
  sample: Sample,
  bytes: Buffer,
  { basic }: FuzzAccount,
): Buffer {
  const [type, body] = bodyOf(form, sample, bytes);
  const lines = [
    `POST ${path}${query} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: ${basic}`,
    `Content-Type: ${type}`,
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

function bodyOf(form: Way['form'], { type }: Sample, bytes: Buffer): readonly [type: string, body: Buffer] {
  switch (form) {
    case 'bytes':
      return [type, bytes];
    case 'base64':
      return [
        `${type.replace('image/', 'image/x-').replace('x-x-', 'x-')}-base64`,
        Buffer.from(bytes.toString('base64')),
      ];
    case 'multipart': {
      const part = { name: 'images', filename: 'photo', type, body: bytes };
      return [FORM_TYPE, formOf([part, { name: 'meta', type: 'application/json', body: '{}' }])];
    }
    case 'json': {
      const kind = type.endsWith('xpk') ? 'xpk_file' : 'sdk_descriptor';
      const file = { id: 'file', type: kind, data: bytes.toString('base64') };
      return ['application/json', Buffer.from(JSON.stringify({ references: [file], candidates: [file] }))];
    }
  }
}

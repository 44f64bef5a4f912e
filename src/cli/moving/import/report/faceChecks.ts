import { ADMIN_LIMIT } from '../../../../domain/adminLimits.ts';
import type { FaceEngine } from '../../../../vision/face.ts';
import type { AdminClient, Json } from '../../../admin/adminClient.ts';
import type { ToldPair } from '../../../crossmatch/formatPairs.ts';
import { vectorOf } from '../../vectorText.ts';
import { type Inventory, nameOf } from '../inventory.ts';
import { embed } from '../makeFace.ts';
import type { PortraitSource } from '../sources/portraitSource.ts';

const AT_ONCE = ADMIN_LIMIT.movedAtOnce;
/** Photos of one person below that are to be looked at; from `SAME_PERSON` of vision/find/similarity.ts on two faces count as one person. */
const UNLIKE = 0.8;
const DUPLICATE = 0.95;
const MOST_DUPLICATES = 1000;

export interface SelfMatch {
  readonly sampled: number;
  readonly least: number | null;
  readonly median: number | null;
  /** Ids whose photo there is not the face here. */
  readonly below: readonly string[];
}

export interface Unlike {
  readonly person_id: string;
  readonly name: string;
  readonly similarity: number;
  readonly descriptors: readonly [string, string];
}

/** Two persons of one list who look like one. */
export interface Duplicate extends ToldPair {
  readonly list_id: string;
}

type Similarity = (cosine: number) => number;

/** Photos of the old server, spread over all, against the descriptors that were made of them. */
export async function checkSelfMatch(
  { admin, accountId, similarity }: { admin: AdminClient; accountId: string; similarity: Similarity },
  engine: FaceEngine,
  portraitOf: PortraitSource,
  ids: readonly string[],
  count: number,
): Promise<SelfMatch> {
  const step = Math.max(1, Math.ceil(ids.length / count));
  const sample = ids.filter((_, index) => index % step === 0).slice(0, count);
  const found: number[] = [];
  const below: string[] = [];
  for (let from = 0; from < sample.length; from += AT_ONCE) {
    const some = sample.slice(from, from + AT_ONCE);
    const vectors = await vectorsOf(admin, accountId, some);
    for (const id of some) {
      const portrait = await portraitOf(id);
      const vector = vectors.get(id);
      if (typeof portrait === 'string' || !vector) continue;
      const made = (await embed(engine, portrait, false)) ?? (await embed(engine, portrait, true));
      const value = made ? similarity(dot(made.vector, vector)) : 0;
      found.push(value);
      if (value < DUPLICATE) below.push(id);
    }
  }
  found.sort((a, b) => a - b);
  const at = (share: number) => found[Math.floor((found.length - 1) * share)] ?? null;
  return { sampled: found.length, least: at(0), median: at(0.5), below };
}

/** Persons of whom two photos hardly match. */
export async function findUnlike(
  { admin, accountId, similarity }: { admin: AdminClient; accountId: string; similarity: Similarity },
  { persons }: Inventory,
): Promise<readonly Unlike[]> {
  const unlike: Unlike[] = [];
  for (const [personId, { descriptors, userData, externalId }] of persons) {
    if (descriptors.length < 2) continue;
    const vectors = [...(await vectorsOf(admin, accountId, descriptors.slice(0, AT_ONCE)))];
    const pairs = vectors.flatMap(([a, first], index) =>
      vectors.slice(index + 1).map(([b, second]) => ({ a, b, value: similarity(dot(first, second)) })),
    );
    const worst = pairs.reduce<(typeof pairs)[number] | undefined>(
      (w, p) => (w && w.value <= p.value ? w : p),
      undefined,
    );
    if (worst && worst.value < UNLIKE) {
      const name = nameOf(userData, externalId);
      unlike.push({ person_id: personId, name, similarity: worst.value, descriptors: [worst.a, worst.b] });
    }
  }
  return unlike;
}

/** Pairs of different persons of one list who look like one. */
export async function findDuplicates(admin: AdminClient, { lists }: Inventory): Promise<readonly Duplicate[]> {
  const found: Duplicate[] = [];
  for (const [listId, { kind, count }] of lists) {
    if (kind !== 'persons' || count < 2) continue;
    const body = { list_ids: [listId], threshold: DUPLICATE, limit: 10 };
    const onEvent = ({ pairs }: Json) => {
      const room = MOST_DUPLICATES - found.length;
      found.push(...(pairs as ToldPair[]).slice(0, Math.max(0, room)).map((pair) => ({ list_id: listId, ...pair })));
    };
    await admin.follow('POST', '/crossmatch', body, { onEvent });
  }
  return found;
}

async function vectorsOf(
  admin: AdminClient,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const body = { descriptor_ids: [...ids], portraits: false };
  const { faces } = await admin.call('POST', `/accounts/${accountId}/moving/faces`, body);
  const texts = Object.entries(faces as Record<string, { vector: string }>);
  return new Map(texts.map(([id, { vector }]) => [id, vectorOf(vector)]));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (const [at, value] of a.entries()) sum += value * (b[at] ?? 0);
  return sum;
}

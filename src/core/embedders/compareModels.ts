import { COMPARISONS_PER_TURN, EventLoopYielder } from '../../concurrency/yieldToEventLoop.ts';
import type { ListId } from '../../domain/ids.ts';
import type { ModelVectorStore, VectorPair } from '../../store/ports/modelVectors.ts';
import type { EmbedderModel } from '../../vision/embed/embedder.ts';
import { createSimilarity } from '../../vision/find/similarity.ts';
import type { Embedders } from '../../vision/own/embedderRegistry.ts';

/**
 * What searches of a list for faces that are in it answer in the model of now and in the new one, the face itself left out. A candidate is a
 * person, or a descriptor without one.
 */
export interface Comparison {
  readonly listId: ListId;
  /** Faces in the list. */
  readonly faces: number;
  /** Of them without a vector of the new model: it does not find them. */
  readonly without: number;
  /** Searches. */
  readonly probes: number;
  /** Searches whose best candidate is another one than before. */
  readonly otherBest: number;
  /** Searches whose best candidate is accepted before and after, only before, only after. */
  readonly accepted: { readonly both: number; readonly onlyBefore: number; readonly onlyAfter: number };
  /** Searches for a person who has another face in the list, and how often that person is the best candidate. */
  readonly known: { readonly searches: number; readonly before: number; readonly after: number };
}

interface Best {
  key: string | undefined;
  cosine: number;
}

interface Probe {
  readonly face: Both;
  readonly before: Best;
  readonly after: Best;
  hasAnother: boolean;
}

type Both = VectorPair & { readonly other: Float32Array };

export interface CompareParts {
  readonly modelVectors: Pick<ModelVectorStore, 'pairs'>;
  readonly embedders: Pick<Embedders, 'get' | 'nameOf'>;
}

/** @returns undefined where the list has nothing of another model that is there */
export async function compareList(
  { modelVectors, embedders }: CompareParts,
  listId: ListId,
  to: Pick<EmbedderModel, 'id' | 'calibration'>,
  {
    samples,
    threshold,
    signal,
  }: { readonly samples: number; readonly threshold: number; readonly signal: AbortSignal },
): Promise<Comparison | undefined> {
  const probes = await takeProbes(modelVectors.pairs(listId, to.id), samples);
  const from = probes[0] && embedders.nameOf(probes[0].face.own.modelId);
  if (!from) return undefined;
  const { id: fromId, calibration } = embedders.get(from);
  const pace = new EventLoopYielder(COMPARISONS_PER_TURN);
  let [faces, without] = [0, 0];
  for await (const batch of modelVectors.pairs(listId, to.id)) {
    for (const face of batch) {
      faces++;
      if (!face.other && face.own.modelId !== to.id) without++;
      if (face.own.modelId === fromId) for (const probe of probes) compare(probe, face);
      if (!pace.step(probes.length * 2)) continue;
      await pace.pause();
      signal.throwIfAborted();
    }
  }
  const before = createSimilarity(calibration);
  const after = createSimilarity(to.calibration);
  const isAccepted = ({ cosine }: Best, similarity: (cosine: number) => number) =>
    cosine > -Infinity && similarity(cosine) >= threshold;
  const count = (which: (probe: Probe) => boolean) => probes.filter(which).length;
  const decided = (was: boolean, is: boolean) =>
    count((probe) => isAccepted(probe.before, before) === was && isAccepted(probe.after, after) === is);
  return {
    listId,
    faces,
    without,
    probes: probes.length,
    otherBest: count((probe) => probe.before.key !== probe.after.key),
    accepted: { both: decided(true, true), onlyBefore: decided(true, false), onlyAfter: decided(false, true) },
    known: {
      searches: count((probe) => probe.hasAnother),
      before: count((probe) => probe.hasAnother && probe.before.key === keyOf(probe.face)),
      after: count((probe) => probe.hasAnother && probe.after.key === keyOf(probe.face)),
    },
  };
}

/** The first ones that have both vectors: ids are random. */
async function takeProbes(batches: AsyncIterable<readonly VectorPair[]>, samples: number): Promise<Probe[]> {
  const probes: Probe[] = [];
  for await (const batch of batches) {
    for (const face of batch) {
      if (!face.other || face.own.modelId !== (probes[0]?.face ?? face).own.modelId) continue;
      const none = () => ({ key: undefined, cosine: -Infinity });
      probes.push({ face: face as Both, before: none(), after: none(), hasAnother: false });
      if (probes.length >= samples) return probes;
    }
  }
  return probes;
}

function compare(probe: Probe, face: VectorPair): void {
  if (face.descriptorId === probe.face.descriptorId) return;
  const key = keyOf(face);
  if (key === keyOf(probe.face)) probe.hasAnother = true;
  offer(probe.before, key, dot(probe.face.own.vector, face.own.vector));
  if (face.other) offer(probe.after, key, dot(probe.face.other, face.other));
}

function offer(best: Best, key: string, cosine: number): void {
  if (cosine <= best.cosine) return;
  best.key = key;
  best.cosine = cosine;
}

function keyOf({ personId, descriptorId }: VectorPair): string {
  return personId ?? descriptorId;
}

/** Of vectors of length 1. */
function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

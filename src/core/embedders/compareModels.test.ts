import { expect, it } from 'vitest';
import { type DescriptorId, type ListId, newId, type PersonId } from '../../domain/ids.ts';
import type { VectorPair } from '../../store/ports/modelVectors.ts';
import { EMBEDDERS } from '../../vision/embed/embedders.ts';
import { createEmbedders } from '../../vision/own/embedderRegistry.ts';
import { compareList } from './compareModels.ts';

const [ann, bob, cy] = ['ann', 'bob', 'cy'] as PersonId[];
const LIST = newId<ListId>();

/** In the plane: the cosine of two faces is that of their angles' difference. */
function face(personId: PersonId | undefined, degrees: number, other?: number): VectorPair {
  const vector = (angle: number) =>
    Float32Array.of(Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180));
  return {
    descriptorId: newId<DescriptorId>(),
    personId: personId ?? null,
    own: { modelId: EMBEDDERS.fr.id, vector: vector(degrees) },
    ...(other !== undefined && { other: vector(other) }),
  };
}

async function compare(faces: readonly VectorPair[], samples = 100) {
  const pairs = async function* () {
    yield faces;
  };
  const signal = new AbortController().signal;
  return compareList({ modelVectors: { pairs }, embedders: createEmbedders([]) }, LIST, EMBEDDERS['fr+'], {
    samples,
    threshold: 0.9,
    signal,
  });
}

it('tells how answers would change', async () => {
  // In the old model Ann's second face is nearest to Bob, in the new one to her first.
  const faces = [face(ann, 0, 0), face(ann, 100, 10), face(bob, 110, 200), face(cy, 300, 300)];
  expect(await compare(faces)).toMatchObject({
    faces: 4,
    without: 0,
    probes: 4,
    otherBest: 3,
    accepted: { both: 2, onlyBefore: 2, onlyAfter: 0 },
    known: { searches: 2, before: 0, after: 2 },
  });
});

it('counts faces that the new model would not find, and searches for none of them', async () => {
  const comparison = await compare([face(ann, 0, 0), face(bob, 5)]);
  expect(comparison).toMatchObject({
    faces: 2,
    without: 1,
    probes: 1,
    accepted: { both: 0, onlyBefore: 1, onlyAfter: 0 },
  });
});

it('has nothing to say of a list without a face of both models', async () => {
  expect(await compare([face(ann, 0), face(bob, 1)])).toBeUndefined();
});

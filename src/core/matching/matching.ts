import { isComparable } from '../../domain/comparable.ts';
import { type ListKind, ModelMismatch, NotFound, SomeNotFound, WrongListKind } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Candidates, Gallery, Match } from '../../gallery/gallery.ts';
import type { Store } from '../../store/store.ts';
import type { Embedding, FaceEngine } from '../../vision/face.ts';
import type { Descriptors, Extracted, Extraction, StoredFace } from '../descriptors/descriptors.ts';
import { onlyFace } from '../descriptors/severalFaces.ts';
import { searchAllPersons } from './searchAllPersons.ts';

export type Reference =
  | { readonly kind: 'person'; readonly personId: PersonId }
  | { readonly kind: 'descriptor'; readonly descriptorId: DescriptorId };

export interface PersonCandidate {
  readonly personId: PersonId;
  /** 0..1; exactly 1 for the same image. */
  readonly similarity: number;
  /** The person's descriptor that gave it. */
  readonly descriptorId: DescriptorId;
  readonly userData: string;
  readonly externalId: string | null;
}

export interface DescriptorCandidate {
  readonly descriptorId: DescriptorId;
  readonly similarity: number;
}

/** Candidates by what was searched: persons or descriptors. */
export type SearchCandidates =
  | { readonly kind: 'persons'; readonly candidates: readonly PersonCandidate[] }
  | { readonly kind: 'descriptors'; readonly candidates: readonly DescriptorCandidate[] };

/** How many candidates are wanted, and how similar they must be. */
export interface Wanted {
  readonly limit: number;
  /** Least similarity, 0..1; absent: any. */
  readonly similarityFrom?: number | undefined;
  /** The caller has left: what has not begun is not done. */
  readonly signal?: AbortSignal | undefined;
}

export interface Matching {
  /**
   * Persons most similar to a reference, highest first (contract 50).
   * @throws NotFound, SomeNotFound, WrongListKind, ModelMismatch
   */
  identify(
    accountId: AccountId,
    reference: Reference,
    candidates: Candidates,
    wanted: Wanted,
  ): Promise<readonly PersonCandidate[]>;
  /** Descriptors most similar to a reference, highest first. @throws as identify */
  match(
    accountId: AccountId,
    reference: Reference,
    candidates: Candidates,
    wanted: Wanted,
  ): Promise<readonly DescriptorCandidate[]>;
  /** The best descriptor of one person; empty when the person has none. @throws NotFound, ModelMismatch */
  verify(
    accountId: AccountId,
    descriptorId: DescriptorId,
    personId: PersonId,
    wanted?: Omit<Wanted, 'limit'>,
  ): Promise<readonly PersonCandidate[]>;
  /**
   * Stores the one face of an image, then searches with it. The extraction stays whatever the search meets.
   * @throws SeveralFaces with the whole extraction, and what extract and identify throw
   */
  search(
    accountId: AccountId,
    extraction: Extraction,
    candidates: Candidates,
    wanted: Wanted,
  ): Promise<{ readonly found: SearchCandidates; readonly extracted: Extracted<StoredFace> }>;
  /** Persons of a list, or of the whole account, most similar to a face. @throws ModelMismatch */
  identifyFace(
    accountId: AccountId,
    face: Embedding,
    listId: ListId | undefined,
    wanted: Wanted,
  ): Promise<readonly PersonCandidate[]>;
  /** The best descriptor of one person; empty when the person has none. @throws ModelMismatch */
  verifyFace(
    accountId: AccountId,
    face: Embedding,
    personId: PersonId,
    signal?: AbortSignal,
  ): Promise<readonly PersonCandidate[]>;
  /** @throws NotFound('person') */
  requirePerson(accountId: AccountId, personId: PersonId): Promise<void>;
}

export interface MatchingRules {
  /** Whether a list of the wrong kind is refused (contract 97); if not, its descriptors are matched anyway. */
  readonly refuseWrongListKind: boolean;
}

export interface MatchingParts {
  readonly store: Store;
  readonly gallery: Gallery;
  readonly engine: FaceEngine;
  readonly descriptors: Descriptors;
  readonly rules: MatchingRules;
}

interface KnownCandidates {
  readonly of: ListKind;
  readonly candidates: Candidates;
}

export function createMatching({ store, gallery, engine, descriptors, rules }: MatchingParts): Matching {
  async function probesOf(accountId: AccountId, reference: Reference): Promise<readonly Float32Array[]> {
    if (reference.kind === 'descriptor') {
      const [vector] = await store.descriptors.vectors(accountId, [reference.descriptorId]);
      if (!vector) throw new NotFound('descriptor', 'reference');
      return comparable([vector]);
    }
    const vectors = await store.descriptors.vectorsOfPersons(accountId, [reference.personId]);
    if (vectors.length === 0) await requirePerson(accountId, reference.personId);
    return comparable(vectors);
  }

  async function requirePerson(accountId: AccountId, personId: PersonId): Promise<void> {
    const existing = await store.persons.existing(accountId, [personId]);
    if (!existing.has(personId)) throw new NotFound('person', 'reference');
  }

  /** Vectors of the engine's model; an error when there are others only. */
  function comparable(vectors: readonly Embedding[]): readonly Float32Array[] {
    const fit = vectors.filter((vector) => isComparable(vector, { modelId: engine.modelId }));
    const foreign = vectors[0];
    if (fit.length === 0 && foreign) throw new ModelMismatch(engine.modelId, foreign.modelId);
    return fit.map(({ vector }) => vector);
  }

  /** The candidates and of what kind they are, after a check that all exist and belong to the account. */
  async function requireCandidates(accountId: AccountId, candidates: Candidates): Promise<KnownCandidates> {
    if (candidates.kind === 'list') {
      const list = await store.lists.find(accountId, candidates.listId);
      if (!list) throw new NotFound('list', 'reference');
      return { of: list.kind, candidates: { ...candidates, head: list } };
    }
    if (candidates.kind === 'persons') {
      const existing = await store.persons.existing(accountId, candidates.personIds);
      if (candidates.personIds.some((id) => !existing.has(id))) throw new SomeNotFound('person', 'matching');
      return { of: 'persons', candidates };
    }
    const existing = await store.descriptors.existing(accountId, candidates.descriptorIds);
    if (candidates.descriptorIds.some((id) => !existing.has(id))) throw new SomeNotFound('descriptor', 'matching');
    return { of: 'descriptors', candidates };
  }

  async function requireKind(accountId: AccountId, candidates: Candidates, expected: ListKind): Promise<Candidates> {
    const known = await requireCandidates(accountId, candidates);
    if (known.of !== expected && candidates.kind === 'list' && rules.refuseWrongListKind) {
      throw new WrongListKind(expected, known.of, candidates.listId);
    }
    return known.candidates;
  }

  /** Matches with their similarity. It grows with the cosine: a match that is not similar enough hides no better one. */
  async function find(
    accountId: AccountId,
    probes: readonly Float32Array[],
    candidates: Candidates | 'everyone',
    { limit, similarityFrom = 0, signal }: Wanted,
    groupBy: 'person' | 'descriptor',
  ): Promise<readonly (Match & { readonly similarity: number })[]> {
    if (probes.length === 0) return [];
    const search = { probes, modelId: engine.modelId, limit, groupBy, signal };
    const matches =
      candidates === 'everyone'
        ? await searchAllPersons(store.persons, gallery, accountId, search)
        : await gallery.search(accountId, { ...search, candidates });
    return matches
      .map((match) => ({ ...match, similarity: engine.similarity(match.cosine) }))
      .filter(({ similarity }) => similarity >= similarityFrom);
  }

  async function findPersons(
    accountId: AccountId,
    probes: readonly Float32Array[],
    candidates: Candidates | 'everyone',
    wanted: Wanted,
  ): Promise<readonly PersonCandidate[]> {
    const matches = await find(accountId, probes, candidates, wanted, 'person');
    const owners = matches.flatMap(({ personId }) => (personId === null ? [] : [personId]));
    const summaries = await store.persons.summaries(accountId, owners);
    return matches.flatMap(({ personId, descriptorId, similarity }) => {
      const summary = personId === null ? undefined : summaries.get(personId);
      // A person deleted between the search and here is no candidate any more.
      if (personId === null || !summary) return [];
      return [{ personId, similarity, descriptorId, ...summary }];
    });
  }

  async function findDescriptors(
    accountId: AccountId,
    probes: readonly Float32Array[],
    candidates: Candidates,
    wanted: Wanted,
  ): Promise<readonly DescriptorCandidate[]> {
    const matches = await find(accountId, probes, candidates, wanted, 'descriptor');
    return matches.map(({ descriptorId, similarity }) => ({ descriptorId, similarity }));
  }

  return {
    async identify(accountId, reference, candidates, wanted) {
      const probes = await probesOf(accountId, reference);
      const known = await requireKind(accountId, candidates, 'persons');
      return findPersons(accountId, probes, known, wanted);
    },
    async match(accountId, reference, candidates, wanted) {
      const probes = await probesOf(accountId, reference);
      const known = await requireKind(accountId, candidates, 'descriptors');
      return findDescriptors(accountId, probes, known, wanted);
    },
    async verify(accountId, descriptorId, personId, wanted) {
      const probes = await probesOf(accountId, { kind: 'descriptor', descriptorId });
      await requirePerson(accountId, personId);
      return findPersons(accountId, probes, { kind: 'persons', personIds: [personId] }, { ...wanted, limit: 1 });
    },
    async search(accountId, extraction, candidates, wanted) {
      const extracted = await descriptors.extract(accountId, extraction);
      const face = onlyFace(extracted);
      extraction.signal?.throwIfAborted();
      const { of: kind, candidates: known } = await requireCandidates(accountId, candidates);
      const probes = [face.embedding.vector];
      const found: SearchCandidates =
        kind === 'persons'
          ? { kind, candidates: await findPersons(accountId, probes, known, wanted) }
          : { kind, candidates: await findDescriptors(accountId, probes, known, wanted) };
      return { found, extracted };
    },
    identifyFace: async (accountId, face, listId, wanted) =>
      findPersons(accountId, comparable([face]), listId ? { kind: 'list', listId } : 'everyone', wanted),
    verifyFace: async (accountId, face, personId, signal) =>
      findPersons(accountId, comparable([face]), { kind: 'persons', personIds: [personId] }, { limit: 1, signal }),
    requirePerson,
  };
}

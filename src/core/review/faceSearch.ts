import { NotFound } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import { cosine, createProbe } from '../../gallery/scan/cosine.ts';
import type { Person } from '../../store/ports/persons.ts';
import type { Store } from '../../store/store.ts';
import type { FaceEngine } from '../../vision/face.ts';
import type { Matching } from '../matching/matching.ts';
import { requirePersonsList } from '../persons/personSearch.ts';

/** From this cosine on two descriptors are of the same picture: it was posted again, or saved again in another file. */
const SAME_PICTURE = 0.98;

/** Candidates that are asked for beyond those that are wanted: so many at least may have been rejected. */
const SPARE = 20;

export interface FaceCandidate {
  readonly person: Person;
  readonly descriptorId: DescriptorId;
  readonly similarity: number;
  /** Strangers that a search like this one finds at this similarity, on average; undefined where no rate was measured. */
  readonly falseMatches: number | undefined;
}

export interface FaceSearch {
  /**
   * Persons most similar to a face, without those for whom it was rejected.
   * @throws NotFound('descriptor'|'list'), WrongListKind, ModelMismatch
   */
  find(
    accountId: AccountId,
    wanted: {
      readonly descriptorId: DescriptorId;
      /** Absent: all persons of the account. */
      readonly listId: ListId | undefined;
      readonly limit: number;
      readonly similarityFrom: number | undefined;
      readonly signal: AbortSignal;
    },
  ): Promise<{
    readonly candidates: readonly FaceCandidate[];
    readonly rejected: number;
    /** Persons that were searched. */
    readonly searched: number;
  }>;
}

export function createFaceSearch({
  store,
  matching,
  engine,
}: {
  readonly store: Store;
  readonly matching: Matching;
  readonly engine: Pick<FaceEngine, 'falseMatchRate'>;
}): FaceSearch {
  /** Those of the persons for whom the face, or another of the same picture, was rejected. */
  async function rejectedFor(
    accountId: AccountId,
    face: { readonly descriptorId: DescriptorId; readonly vector: Float32Array; readonly modelId: string },
    personIds: readonly PersonId[],
  ): Promise<ReadonlySet<PersonId>> {
    const rejections = await store.review.rejectedFaces(personIds);
    const others = [...rejections.values()].flat();
    const probe = createProbe(face.vector);
    const same = new Set<DescriptorId>([face.descriptorId]);
    for (const { descriptorId, modelId, vector } of await store.descriptors.vectors(accountId, others)) {
      if (modelId !== face.modelId || vector.length !== face.vector.length) continue;
      if (probe && cosine(probe, vector, 0) >= SAME_PICTURE) same.add(descriptorId);
    }
    return new Set([...rejections].filter(([, ids]) => ids.some((id) => same.has(id))).map(([personId]) => personId));
  }

  return {
    async find(accountId, { descriptorId, listId, limit, similarityFrom, signal }) {
      await requirePersonsList(store, accountId, listId);
      const [face] = await store.descriptors.vectors(accountId, [descriptorId]);
      if (!face) throw new NotFound('descriptor', 'reference');
      const wanted = { limit: limit + SPARE, similarityFrom, signal };
      const found = await matching.identifyFace(accountId, face, listId, wanted);
      const hidden = await rejectedFor(
        accountId,
        face,
        found.map(({ personId }) => personId),
      );
      const shown = found.filter(({ personId }) => !hidden.has(personId)).slice(0, limit);
      const searched = await store.personSearch.count(accountId, { listId, match: 'contains' });
      const candidates: FaceCandidate[] = [];
      for (const { personId, descriptorId: id, similarity } of shown) {
        const person = await store.persons.find(accountId, personId);
        const rate = engine.falseMatchRate(similarity);
        const falseMatches = rate === undefined ? undefined : rate * searched;
        if (person) candidates.push({ person, descriptorId: id, similarity, falseMatches });
      }
      return { candidates, rejected: hidden.size, searched };
    },
  };
}

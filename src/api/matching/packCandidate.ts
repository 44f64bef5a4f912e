import type { DescriptorCandidate, PersonCandidate } from '../../core/matching/matching.ts';

/** Person candidate (contract 50); real clients read its members by position. */
export function packPersonCandidate(candidate: PersonCandidate) {
  return {
    similarity: candidate.similarity,
    person_id: candidate.personId,
    descriptor_id: candidate.descriptorId,
    user_data: candidate.userData,
    external_id: candidate.externalId,
  };
}

/** Descriptor candidate (contract 50). */
export function packDescriptorCandidate({ descriptorId, similarity }: DescriptorCandidate) {
  return { id: descriptorId, similarity };
}

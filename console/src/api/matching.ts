import type { PersonCard } from './people.ts';
import { ask } from './send.ts';

/** Who resembles a face, and how much. */
export interface Candidate {
  readonly person: PersonCard;
  readonly descriptor_id: string;
  readonly similarity: number;
  /** Strangers that such a search finds at this similarity, on average; null where that was not measured. */
  readonly false_matches: number | null;
}

export interface Found {
  readonly candidates: readonly Candidate[];
  /** Candidates that are hidden, since someone said "not this person". */
  readonly rejected: number;
  /** People that were searched. */
  readonly searched: number;
}

interface WireCandidate {
  readonly person_id: string;
  readonly descriptor_id: string;
  readonly similarity: number;
}

/** Of a search for a face, at most. */
const CANDIDATES_SHOWN = 5;

/** @param list a list of persons; empty: everybody */
export function findPeople(face: string, list: string, signal: AbortSignal): Promise<Found> {
  const query = { descriptor_id: face, list_id: list || undefined, limit: CANDIDATES_SHOWN };
  return ask('/ext/1/search', { method: 'POST', query, signal });
}

/** The likeness of a face and a person; 0 when the person has no face. */
export async function comparePerson(face: string, person: string): Promise<number> {
  const query = { descriptor_id: face, person_id: person };
  const { candidates } = await ask<{ candidates: readonly WireCandidate[] }>('/4/matching/verify', {
    method: 'POST',
    query,
  });
  return candidates[0]?.similarity ?? 0;
}

/** The likeness of two faces. */
export async function compareFaces(face: string, other: string): Promise<number> {
  const query = { descriptor_id: face, descriptor_ids: other, limit: 1 };
  const { candidates } = await ask<{ candidates: readonly { similarity: number }[] }>('/4/matching/match', {
    method: 'POST',
    query,
  });
  return candidates[0]?.similarity ?? 0;
}

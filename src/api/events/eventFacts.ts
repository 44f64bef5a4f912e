import type { EventFacts } from './eventSource.ts';

type Facts = Readonly<Record<string, unknown>>;

interface MatchQuery {
  readonly person_id?: string | undefined;
  readonly descriptor_id?: string | undefined;
  readonly list_id?: string | undefined;
  readonly person_ids?: readonly string[] | undefined;
  readonly descriptor_ids?: readonly string[] | undefined;
}

/** Extraction has neither template nor candidate. */
export function extractFacts(): EventFacts {
  return { eventType: 'extract' };
}

/** An extension that extracts: the event of `POST /storage/descriptors`, so that receivers count photos whichever way they came. */
export function extensionFacts(faces: readonly unknown[]): EventFacts {
  return { eventType: 'extract', instead: { source: 'descriptors', result: JSON.stringify({ faces }) } };
}

/** What was compared with what; where several parameters are given, the one that counted (contract 50). */
export function matchFacts(query: MatchQuery): EventFacts {
  const template = firstOf(query, ['person_id', 'descriptor_id']);
  return { eventType: 'match', template, candidate: candidateOf(query) };
}

/** One descriptor against one person. */
export function verifyFacts({ descriptor_id, person_id }: MatchQuery): EventFacts {
  return {
    eventType: 'match',
    template: descriptor_id === undefined ? undefined : { descriptor_id },
    candidate: person_id === undefined ? undefined : { person_ids: [person_id] },
  };
}

/** The template is the descriptor that was made of the image; there is none where that failed. */
export function searchFacts(
  query: MatchQuery,
  answer: { readonly face?: { readonly id?: string } | undefined } | undefined,
): EventFacts {
  const { id } = answer?.face ?? {};
  return {
    eventType: 'match',
    template: id === undefined ? undefined : { descriptor_id: id },
    candidate: candidateOf(query),
  };
}

function candidateOf(query: MatchQuery) {
  return firstOf(query, ['list_id', 'person_ids', 'descriptor_ids']);
}

/** The first of the parameters that was given, by its name. */
function firstOf(query: MatchQuery, names: readonly (keyof MatchQuery)[]): Facts | undefined {
  const name = names.find((each) => query[each] !== undefined);
  return name && { [name]: query[name] };
}

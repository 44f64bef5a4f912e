import type { Reference, Wanted } from '../../core/matching/matching.ts';
import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import { apiError } from '../errors/apiError.ts';
import { uuid, uuids } from '../wire/query/queryParameters.ts';

/** Parameters that the matching resources share; each is checked even where a stronger one makes it idle (contract 50). */
export const referenceParameters = {
  person_id: uuid<PersonId>('Reference: all descriptors of this person'),
  descriptor_id: uuid<DescriptorId>('Reference: this descriptor; person_id wins'),
} as const;

export const listParameter = { list_id: uuid<ListId>('Candidates: a list') } as const;
export const personsParameter = { person_ids: uuids<PersonId>('Candidates: persons; list_id wins') } as const;
export const descriptorsParameter = {
  descriptor_ids: uuids<DescriptorId>('Candidates: descriptors; list_id wins'),
} as const;

type Candidates =
  | { readonly kind: 'list'; readonly listId: ListId }
  | { readonly kind: 'persons'; readonly personIds: readonly PersonId[] }
  | { readonly kind: 'descriptors'; readonly descriptorIds: readonly DescriptorId[] };

/** The reference of a match: the first alternative that is given wins. */
export function referenceOf(query: {
  readonly person_id: PersonId | undefined;
  readonly descriptor_id: DescriptorId | undefined;
}): Reference {
  if (query.person_id) return { kind: 'person', personId: query.person_id };
  if (query.descriptor_id) return { kind: 'descriptor', descriptorId: query.descriptor_id };
  throw apiError('noneOfParameters', alternatives(['person_id', 'descriptor_id']));
}

/** The candidates: a list, then persons, then descriptors; the first that is given wins. `names` are those the resource reads. */
export function candidatesOf(
  query: {
    readonly list_id: ListId | undefined;
    readonly person_ids?: readonly PersonId[] | undefined;
    readonly descriptor_ids?: readonly DescriptorId[] | undefined;
  },
  names: readonly string[],
): Candidates {
  if (query.list_id) return { kind: 'list', listId: query.list_id };
  if (query.person_ids) return { kind: 'persons', personIds: query.person_ids };
  if (query.descriptor_ids) return { kind: 'descriptors', descriptorIds: query.descriptor_ids };
  throw apiError('noneOfParameters', alternatives(names));
}

/** How many candidates a request wants, and how similar; the signal tells when its client has left. */
export function wantedOf(
  query: { readonly limit: number; readonly similarity__gte: number | undefined },
  signal: AbortSignal,
): Wanted {
  return { limit: query.limit, similarityFrom: query.similarity__gte, signal };
}

/** The originals print the names as Python prints a list. */
function alternatives(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

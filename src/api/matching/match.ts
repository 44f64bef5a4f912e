import { Type } from 'typebox';
import { DESCRIPTOR_CANDIDATE, EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { matchFacts } from '../events/eventFacts.ts';
import { DescriptorCandidateObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { candidateLimit, similarityFrom } from '../wire/query/queryParameters.ts';
import {
  candidatesOf,
  descriptorsParameter,
  listParameter,
  referenceOf,
  referenceParameters,
  wantedOf,
} from './matchingParameters.ts';
import { packDescriptorCandidate } from './packCandidate.ts';

/** POST /matching/match (contract 50). */
export const match = operation({
  method: 'POST',
  path: '/matching/match',
  tag: 'matching',
  operationId: 'match',
  summary: 'Descriptors most similar to a person or a descriptor',
  description:
    'Searches descriptors: in a list, or among those given. The reference is a descriptor, or all descriptors of a person.',
  errors: [
    'noneOfParameters',
    'personReferenceNotFound',
    'descriptorReferenceNotFound',
    'listReferenceNotFound',
    'someNotFound',
    'wrongListKind',
    'modelMismatch',
    'noRoom',
  ],
  example: {
    query: { person_id: EXAMPLE_ID.person, list_id: EXAMPLE_ID.descriptorsList, limit: 3 },
    answer: { candidates: [DESCRIPTOR_CANDIDATE] },
  },
  access: 'account',
  query: {
    ...referenceParameters,
    ...listParameter,
    ...descriptorsParameter,
    limit: candidateLimit,
    similarity__gte: similarityFrom,
  },
  event: matchFacts,
  answer: { status: 201, schema: Type.Object({ candidates: Type.Array(DescriptorCandidateObject) }) },
  async run({ accountId, query, matching, signal }) {
    const reference = referenceOf(query);
    const candidates = candidatesOf(query, ['list_id', 'descriptor_ids']);
    const found = await matching.match(accountId, reference, candidates, wantedOf(query, signal));
    return { candidates: found.map(packDescriptorCandidate) };
  },
});

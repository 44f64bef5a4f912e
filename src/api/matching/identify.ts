import { Type } from 'typebox';
import { EXAMPLE_ID, PERSON_CANDIDATE } from '../documented/exampleObjects.ts';
import { matchFacts } from '../events/eventFacts.ts';
import { PersonCandidateObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { candidateLimit, similarityFrom } from '../wire/query/queryParameters.ts';
import {
  candidatesOf,
  listParameter,
  personsParameter,
  referenceOf,
  referenceParameters,
  wantedOf,
} from './matchingParameters.ts';
import { packPersonCandidate } from './packCandidate.ts';

/** POST /matching/identify (contract 50). */
export const identify = operation({
  method: 'POST',
  path: '/matching/identify',
  tag: 'matching',
  operationId: 'identify',
  summary: 'Persons most similar to a person or a descriptor',
  description:
    'Searches persons: in a list, or among those given. The reference is a descriptor, or all descriptors of a person. The answer is 201 and empty when nobody is similar enough.',
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
    query: { descriptor_id: EXAMPLE_ID.descriptor, list_id: EXAMPLE_ID.personsList, limit: 3 },
    answer: { candidates: [PERSON_CANDIDATE] },
  },
  access: 'account',
  query: {
    ...referenceParameters,
    ...listParameter,
    ...personsParameter,
    limit: candidateLimit,
    similarity__gte: similarityFrom,
  },
  event: matchFacts,
  answer: { status: 201, schema: Type.Object({ candidates: Type.Array(PersonCandidateObject) }) },
  async run({ accountId, query, matching, signal }) {
    const reference = referenceOf(query);
    const candidates = candidatesOf(query, ['list_id', 'person_ids']);
    const found = await matching.identify(accountId, reference, candidates, wantedOf(query, signal));
    return { candidates: found.map(packPersonCandidate) };
  },
});

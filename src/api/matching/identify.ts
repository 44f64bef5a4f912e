import { Type } from 'typebox';
import { matchFacts } from '../events/eventFacts.ts';
import { operation } from '../operation.ts';
import { candidateLimit, similarityFrom } from '../queryParameters.ts';
import { PersonCandidateObject } from '../schemas.ts';
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
  summary: 'Persons most similar to a person or a descriptor',
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
  async run({ accountId, query, matching }) {
    const reference = referenceOf(query);
    const candidates = candidatesOf(query, ['list_id', 'person_ids']);
    const found = await matching.identify(accountId, reference, candidates, wantedOf(query));
    return { candidates: found.map(packPersonCandidate) };
  },
});

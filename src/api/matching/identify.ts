import { Type } from 'typebox';
import { operation } from '../operation.ts';
import { candidateLimit } from '../queryParameters.ts';
import { PersonCandidateObject } from '../schemas.ts';
import {
  candidatesOf,
  listParameter,
  personsParameter,
  referenceOf,
  referenceParameters,
} from './matchingParameters.ts';
import { packPersonCandidate } from './packCandidate.ts';

/** POST /matching/identify (contract 50). */
export const identify = operation({
  method: 'POST',
  path: '/matching/identify',
  tag: 'matching',
  summary: 'Persons most similar to a person or a descriptor',
  access: 'account',
  query: { ...referenceParameters, ...listParameter, ...personsParameter, limit: candidateLimit },
  answer: { status: 201, schema: Type.Object({ candidates: Type.Array(PersonCandidateObject) }) },
  async run({ accountId, query, matching }) {
    const reference = referenceOf(query);
    const candidates = candidatesOf(query, ['list_id', 'person_ids']);
    const found = await matching.identify(accountId, reference, candidates, query.limit);
    return { candidates: found.map(packPersonCandidate) };
  },
});

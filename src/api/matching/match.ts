import { Type } from 'typebox';
import { matchFacts } from '../events/eventFacts.ts';
import { operation } from '../operation.ts';
import { candidateLimit, similarityFrom } from '../queryParameters.ts';
import { DescriptorCandidateObject } from '../schemas.ts';
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
  summary: 'Descriptors most similar to a person or a descriptor',
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
  async run({ accountId, query, matching }) {
    const reference = referenceOf(query);
    const candidates = candidatesOf(query, ['list_id', 'descriptor_ids']);
    const found = await matching.match(accountId, reference, candidates, wantedOf(query));
    return { candidates: found.map(packDescriptorCandidate) };
  },
});

import { Type } from 'typebox';
import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Compatibility } from '../compatibility.ts';
import { apiError } from '../errors.ts';
import { verifyFacts } from '../events/eventFacts.ts';
import { operation } from '../operation.ts';
import { similarityFrom, uuid } from '../queryParameters.ts';
import { PersonCandidateObject } from '../schemas.ts';
import { packPersonCandidate } from './packCandidate.ts';

/** POST /matching/verify (contract 50): one descriptor against one person. */
export const verify = operation({
  method: 'POST',
  path: '/matching/verify',
  tag: 'matching',
  summary: 'Similarity of a descriptor and a person',
  access: 'account',
  query: {
    descriptor_id: uuid<DescriptorId>('Reference: this descriptor (required)'),
    person_id: uuid<PersonId>('The person (required)'),
    similarity__gte: similarityFrom,
  },
  event: verifyFacts,
  answer: { status: 201, schema: Type.Object({ candidates: Type.Array(PersonCandidateObject) }) },
  async run({ accountId, query, matching, compatibility }) {
    const descriptorId = query.descriptor_id ?? missing('descriptor_id', compatibility);
    const personId = query.person_id ?? missing('person_id', compatibility);
    const found = await matching.verify(accountId, descriptorId, personId, query.similarity__gte);
    return { candidates: found.map(packPersonCandidate) };
  },
});

function missing(name: string, { verifyParameterMissing }: Compatibility): never {
  throw apiError(verifyParameterMissing, name);
}

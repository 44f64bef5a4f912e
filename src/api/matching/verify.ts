import { Type } from 'typebox';
import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID, PERSON_CANDIDATE } from '../documented/exampleObjects.ts';
import { apiError } from '../errors/apiError.ts';
import { verifyFacts } from '../events/eventFacts.ts';
import { PersonCandidateObject } from '../operations/answerObjects.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { operation } from '../operations/operation.ts';
import { similarityFrom, uuid } from '../wire/query/queryParameters.ts';
import { packPersonCandidate } from './packCandidate.ts';

/** POST /matching/verify (contract 50): one descriptor against one person. */
export const verify = operation({
  method: 'POST',
  path: '/matching/verify',
  tag: 'matching',
  operationId: 'verify',
  summary: 'Similarity of a descriptor and a person',
  description:
    'Compares a descriptor with a person: one candidate, with the similarity of the most similar descriptor of the person.',
  errors: [
    ({ verifyParameterMissing }) => verifyParameterMissing,
    'personReferenceNotFound',
    'descriptorReferenceNotFound',
    'modelMismatch',
    'noRoom',
  ],
  example: {
    query: { descriptor_id: EXAMPLE_ID.descriptor, person_id: EXAMPLE_ID.person },
    answer: { candidates: [PERSON_CANDIDATE] },
  },
  access: 'account',
  query: {
    descriptor_id: uuid<DescriptorId>('Reference: this descriptor (required)'),
    person_id: uuid<PersonId>('The person (required)'),
    similarity__gte: similarityFrom,
  },
  event: verifyFacts,
  answer: { status: 201, schema: Type.Object({ candidates: Type.Array(PersonCandidateObject) }) },
  async run({ accountId, query, matching, compatibility, signal }) {
    const descriptorId = query.descriptor_id ?? missing('descriptor_id', compatibility);
    const personId = query.person_id ?? missing('person_id', compatibility);
    const wanted = { similarityFrom: query.similarity__gte, signal };
    const found = await matching.verify(accountId, descriptorId, personId, wanted);
    return { candidates: found.map(packPersonCandidate) };
  },
});

function missing(name: string, { verifyParameterMissing }: Compatibility): never {
  throw apiError(verifyParameterMissing, name);
}

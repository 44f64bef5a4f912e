import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';
import { oneOf, required, uuid } from '../wire/query/queryParameters.ts';

/** PATCH /storage/persons/{person_id}/linked_descriptors (contract 30). */
export const changePersonDescriptors = operation({
  method: 'PATCH',
  path: '/storage/persons/:person_id/linked_descriptors',
  tag: 'persons',
  operationId: 'changePersonDescriptors',
  summary: 'Give a descriptor to a person or take it away',
  description: 'Attaches a descriptor to a person, or detaches it. A descriptor belongs to one person at most.',
  errors: [
    'personTargetNotFound',
    'descriptorReferenceNotFound',
    ({ descriptorAttached }) => descriptorAttached,
    'notLinked',
  ],
  example: { params: { person_id: EXAMPLE_ID.person }, query: { do: 'attach', descriptor_id: EXAMPLE_ID.descriptor } },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  query: {
    do: required(oneOf(['attach', 'detach'], 'What to do')),
    descriptor_id: required(uuid<DescriptorId>('Descriptor')),
  },
  answer: { status: 204 },
  run: ({ accountId, params, query, persons }) =>
    query.do === 'attach'
      ? persons.attachDescriptor(accountId, params.person_id, query.descriptor_id)
      : persons.detachDescriptor(accountId, params.person_id, query.descriptor_id),
});

import { Type } from 'typebox';
import type { PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** GET /storage/persons/{person_id}/linked_descriptors (contract 30). */
export const getPersonDescriptors = operation({
  method: 'GET',
  path: '/storage/persons/:person_id/linked_descriptors',
  tag: 'persons',
  operationId: 'getPersonDescriptors',
  summary: 'Descriptors of a person',
  description: 'Lists the ids of the descriptors of a person.',
  errors: ['personTargetNotFound'],
  example: { params: { person_id: EXAMPLE_ID.person }, answer: { descriptors: [EXAMPLE_ID.descriptor] } },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  answer: { status: 200, schema: Type.Object({ descriptors: Type.Array(Uuid) }) },
  async run({ accountId, params, persons }) {
    const { descriptors } = await persons.get(accountId, params.person_id);
    return { descriptors };
  },
});

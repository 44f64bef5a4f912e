import type { PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** DELETE /storage/persons/{person_id} (contract 30): the descriptors stay. */
export const deletePerson = operation({
  method: 'DELETE',
  path: '/storage/persons/:person_id',
  tag: 'persons',
  operationId: 'deletePerson',
  summary: 'Delete a person; its descriptors stay',
  description: 'Deletes a person and takes it out of its lists. Its descriptors stay, without a person.',
  errors: ['personTargetNotFound'],
  example: { params: { person_id: EXAMPLE_ID.person } },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  answer: { status: 204 },
  run: ({ accountId, params, persons }) => persons.delete(accountId, params.person_id),
});

import type { PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';
import { personChange } from './personBody.ts';

/** PATCH /storage/persons/{person_id} (contract 30): members that are not given keep their values. */
export const updatePerson = operation({
  method: 'PATCH',
  path: '/storage/persons/:person_id',
  tag: 'persons',
  operationId: 'updatePerson',
  summary: 'Change the data of a person',
  description: 'Changes the members that are given; the others keep their values. `null` removes the external id.',
  errors: [
    'personTargetNotFound',
    ({ schemaValidation }) => (schemaValidation ? 'schemaViolation' : 'fieldType'),
    'schemaViolation',
    'userDataTooLong',
  ],
  example: { params: { person_id: EXAMPLE_ID.person }, body: { user_data: 'Jane Smith' } },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  body: personChange,
  answer: { status: 204 },
  run: ({ accountId, params, body, persons }) =>
    persons.update(accountId, params.person_id, { userData: body.user_data, externalId: body.external_id }),
});

import { Type } from 'typebox';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { personBody } from './personBody.ts';

/** POST /storage/persons (contract 30). */
export const createPerson = operation({
  method: 'POST',
  path: '/storage/persons',
  tag: 'persons',
  operationId: 'createPerson',
  summary: 'Create a person',
  description: `Creates a person without descriptors. \`user_data\` holds up to ${TEXT_LENGTH.data} characters, \`external_id\` up to ${TEXT_LENGTH.externalId}; neither need be unique.`,
  errors: [
    ({ schemaValidation }) => (schemaValidation ? 'schemaViolation' : 'fieldType'),
    'schemaViolation',
    'userDataTooLong',
  ],
  example: { body: { user_data: 'Jane Doe', external_id: 'badge-1001' }, answer: { person_id: EXAMPLE_ID.person } },
  access: 'account',
  body: personBody,
  answer: { status: 201, schema: Type.Object({ person_id: Uuid }) },
  async run({ accountId, body, persons }) {
    const personId = await persons.create(accountId, { userData: body.user_data, externalId: body.external_id });
    return { person_id: personId };
  },
});

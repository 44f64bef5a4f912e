import { Type } from 'typebox';
import { operation } from '../operation.ts';
import { Uuid } from '../schemas.ts';
import { personBody } from './personBody.ts';

/** POST /storage/persons (contract 30). */
export const createPerson = operation({
  method: 'POST',
  path: '/storage/persons',
  tag: 'persons',
  summary: 'Create a person',
  access: 'account',
  body: personBody,
  answer: { status: 201, schema: Type.Object({ person_id: Uuid }) },
  async run({ accountId, body, persons }) {
    const personId = await persons.create(accountId, { userData: body.user_data, externalId: body.external_id });
    return { person_id: personId };
  },
});

import type { PersonId } from '../../domain/ids.ts';
import { operation } from '../operation.ts';
import { pathId } from '../pathParameters.ts';
import { PersonObject } from '../schemas.ts';
import { packPerson } from './packPerson.ts';

/** GET /storage/persons/{person_id} (contract 30). */
export const getPerson = operation({
  method: 'GET',
  path: '/storage/persons/:person_id',
  tag: 'persons',
  summary: 'One person',
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  answer: { status: 200, schema: PersonObject },
  run: async ({ accountId, params, persons }) => packPerson(await persons.get(accountId, params.person_id)),
});

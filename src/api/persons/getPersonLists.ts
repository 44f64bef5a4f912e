import { Type } from 'typebox';
import type { PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** GET /storage/persons/{person_id}/linked_lists (contract 40). */
export const getPersonLists = operation({
  method: 'GET',
  path: '/storage/persons/:person_id/linked_lists',
  tag: 'persons',
  operationId: 'getPersonLists',
  summary: 'Lists that hold the person',
  description: 'Lists the ids of the persons lists that hold the person.',
  errors: ['personTargetNotFound'],
  example: { params: { person_id: EXAMPLE_ID.person }, answer: { lists: [EXAMPLE_ID.personsList] } },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  answer: { status: 200, schema: Type.Object({ lists: Type.Array(Uuid) }) },
  run: async ({ accountId, params, links }) => ({ lists: await links.listsOfPerson(accountId, params.person_id) }),
});

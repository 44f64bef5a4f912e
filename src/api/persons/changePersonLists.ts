import type { PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { linkParameters } from '../lists/linkParameters.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** PATCH /storage/persons/{person_id}/linked_lists (contract 40). */
export const changePersonLists = operation({
  method: 'PATCH',
  path: '/storage/persons/:person_id/linked_lists',
  tag: 'persons',
  operationId: 'changePersonLists',
  summary: 'Put the person into a list or take it out',
  description: 'Attaches the person to a list of persons, or detaches it. Attaching it twice changes nothing.',
  errors: ['personTargetNotFound', 'listReferenceNotFound', 'wrongListKind'],
  example: { params: { person_id: EXAMPLE_ID.person }, query: { do: 'attach', list_id: EXAMPLE_ID.personsList } },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  query: linkParameters,
  answer: { status: 204 },
  run: ({ accountId, params, query, links }) =>
    links.changePerson(query.do, accountId, params.person_id, query.list_id),
});

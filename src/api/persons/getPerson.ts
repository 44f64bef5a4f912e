import { Readable } from 'node:stream';
import type { PersonId } from '../../domain/ids.ts';
import { EXAMPLE_ID, PERSON } from '../documented/exampleObjects.ts';
import { PersonObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { ARCHIVE_TYPE } from '../wire/body/imageBody.ts';
import { pathId } from '../wire/query/pathParameters.ts';
import { packPerson } from './packPerson.ts';

/** GET /storage/persons/{person_id} (contract 30). */
export const getPerson = operation({
  method: 'GET',
  path: '/storage/persons/:person_id',
  tag: 'persons',
  operationId: 'getPerson',
  summary: 'One person',
  description:
    'Shows a person with its descriptors and lists. `Accept: application/x-vl-xpk` downloads its descriptors and portraits as an archive.',
  errors: ['personTargetNotFound'],
  example: { params: { person_id: EXAMPLE_ID.person }, answer: PERSON },
  access: 'account',
  params: { person_id: pathId<PersonId>('Person') },
  answer: { status: 200, schema: PersonObject },
  run: async ({ accountId, params, persons }) => packPerson(await persons.get(accountId, params.person_id)),
  representations: {
    [ARCHIVE_TYPE]: async ({ accountId, params, exports }) =>
      Readable.from(await exports.person(accountId, params.person_id)),
  },
});

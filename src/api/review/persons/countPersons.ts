import { Type } from 'typebox';
import { Count } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { personFilter, wantedPersons } from './personFilter.ts';

/** GET /persons/count (docs/review.md). */
export const countPersons = operation({
  method: 'GET',
  path: '/persons/count',
  tag: 'review',
  operationId: 'countPersons',
  summary: 'How many persons a search finds',
  description: 'Counts the persons that `GET /ext/1/persons` finds with the same filter, over all pages.',
  errors: ['listReferenceNotFound', 'wrongListKind'],
  example: { query: { text: 'jane' }, answer: { count: 1 } },
  access: 'account',
  query: personFilter,
  answer: { status: 200, schema: Type.Object({ count: Count }) },
  run: async ({ accountId, query, personSearch }) => ({
    count: await personSearch.count(accountId, wantedPersons(query)),
  }),
});

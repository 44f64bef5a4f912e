import { Type } from 'typebox';
import { PERSON } from '../documented/exampleObjects.ts';
import { Count, PersonObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { pagination, text } from '../wire/query/queryParameters.ts';
import { packPerson } from './packPerson.ts';

/** GET /storage/persons (contract 30). */
export const listPersons = operation({
  method: 'GET',
  path: '/storage/persons',
  tag: 'persons',
  operationId: 'listPersons',
  summary: 'Persons of the account, newest first',
  description: 'Lists the persons of the account, the newest first, a page at a time. Both filters together must hold.',
  errors: [],
  example: { query: { page: 1, page_size: 10 }, answer: { persons: [PERSON], count: 1 } },
  access: 'account',
  query: {
    ...pagination,
    user_data: text('Only persons whose user_data holds this text'),
    external_id: text('Only persons with this external_id'),
  },
  answer: { status: 200, schema: Type.Object({ persons: Type.Array(PersonObject), count: Count }) },
  async run({ accountId, query, persons }) {
    const filter = { userData: query.user_data, externalId: query.external_id };
    const { items, count } = await persons.page(accountId, filter, { page: query.page, size: query.page_size });
    return { persons: items.map(packPerson), count };
  },
});

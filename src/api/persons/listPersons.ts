import { Type } from 'typebox';
import { operation } from '../operation.ts';
import { pagination, text } from '../queryParameters.ts';
import { Count, PersonObject } from '../schemas.ts';
import { packPerson } from './packPerson.ts';

/** GET /storage/persons (contract 30). */
export const listPersons = operation({
  method: 'GET',
  path: '/storage/persons',
  tag: 'persons',
  summary: 'Persons of the account, newest first',
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

import { Type } from 'typebox';
import type { Lists } from '../../core/lists/lists.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Count, Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { pagination } from '../wire/query/queryParameters.ts';

const ListObject = Type.Object({ id: Uuid, list_data: Type.String(), count: Count });

type Summary = Awaited<ReturnType<Lists['page']>>['persons']['items'][number];

const packList = ({ listId, listData, count }: Summary) => ({ id: listId, list_data: listData, count });

/** GET /storage/lists (contract 40): the same page of both kinds. */
export const listLists = operation({
  method: 'GET',
  path: '/storage/lists',
  tag: 'lists',
  operationId: 'listLists',
  summary: 'Lists of the account, newest first',
  description: 'Lists the lists of both kinds, the newest first. The page counts in each kind.',
  errors: [],
  example: {
    query: { page: 1, page_size: 10 },
    answer: {
      lists: {
        person_lists: [{ id: EXAMPLE_ID.personsList, list_data: 'Staff', count: 1 }],
        descriptor_lists: [{ id: EXAMPLE_ID.descriptorsList, list_data: 'Visitors', count: 1 }],
      },
      persons_list_count: 1,
      descriptors_list_count: 1,
    },
  },
  access: 'account',
  query: pagination,
  answer: {
    status: 200,
    schema: Type.Object({
      lists: Type.Object({ person_lists: Type.Array(ListObject), descriptor_lists: Type.Array(ListObject) }),
      persons_list_count: Count,
      descriptors_list_count: Count,
    }),
  },
  async run({ accountId, query, lists }) {
    const { persons, descriptors } = await lists.page(accountId, { page: query.page, size: query.page_size });
    return {
      lists: { person_lists: persons.items.map(packList), descriptor_lists: descriptors.items.map(packList) },
      persons_list_count: persons.count,
      descriptors_list_count: descriptors.count,
    };
  },
});

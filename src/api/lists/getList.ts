import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { ListId } from '../../domain/ids.ts';
import { packDescriptor } from '../descriptors/packDescriptor.ts';
import { EXAMPLE_ID, PERSON } from '../documented/exampleObjects.ts';
import { Count, DescriptorObject, PersonObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { packPerson } from '../persons/packPerson.ts';
import { ARCHIVE_TYPE } from '../wire/body/imageBody.ts';
import { pathId } from '../wire/query/pathParameters.ts';
import { pagination } from '../wire/query/queryParameters.ts';

/** GET /storage/lists/{list_id} (contract 40): persons or descriptors, by the kind of the list. */
export const getList = operation({
  method: 'GET',
  path: '/storage/lists/:list_id',
  tag: 'lists',
  operationId: 'getList',
  summary: 'Members of a list',
  description:
    'Shows the persons or the descriptors of a list, by its kind, a page at a time. `Accept: application/x-vl-xpk` downloads the whole list as an archive.',
  errors: ['listTargetNotFound'],
  example: {
    params: { list_id: EXAMPLE_ID.personsList },
    query: { page: 1, page_size: 10 },
    answer: { persons: [PERSON], count: 1, list_data: 'Staff' },
  },
  access: 'account',
  params: { list_id: pathId<ListId>('List') },
  query: pagination,
  answer: {
    status: 200,
    // Two shapes and no optional member: the serializer would put optional ones behind all others.
    schema: Type.Union([
      Type.Object({ persons: Type.Array(PersonObject), count: Count, list_data: Type.String() }),
      Type.Object({ descriptors: Type.Array(DescriptorObject), count: Count, list_data: Type.String() }),
    ]),
  },
  async run({ accountId, params, query, lists }) {
    const members = await lists.members(accountId, params.list_id, { page: query.page, size: query.page_size });
    if (members.kind === 'persons') {
      const { items, count } = members.persons;
      return { persons: items.map(packPerson), count, list_data: members.listData };
    }
    const { items, count } = members.descriptors;
    return { descriptors: items.map(packDescriptor), count, list_data: members.listData };
  },
  /** The whole list, whatever the page. */
  representations: {
    [ARCHIVE_TYPE]: async ({ accountId, params, exports }) =>
      Readable.from(await exports.list(accountId, params.list_id)),
  },
});

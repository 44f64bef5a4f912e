import { Type } from 'typebox';
import { DESCRIPTOR } from '../documented/exampleObjects.ts';
import { Count, DescriptorObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { pagination } from '../wire/query/queryParameters.ts';
import { packDescriptor } from './packDescriptor.ts';

/** GET /storage/descriptors (contract 20). */
export const listDescriptors = operation({
  method: 'GET',
  path: '/storage/descriptors',
  tag: 'descriptors',
  operationId: 'listDescriptors',
  summary: 'Descriptors of the account, newest first',
  description: 'Lists the descriptors of the account, the newest first, a page at a time.',
  errors: [],
  example: { query: { page: 1, page_size: 10 }, answer: { descriptors: [DESCRIPTOR], count: 1 } },
  access: 'account',
  query: pagination,
  answer: { status: 200, schema: Type.Object({ descriptors: Type.Array(DescriptorObject), count: Count }) },
  async run({ accountId, query, descriptors }) {
    const { items, count } = await descriptors.page(accountId, { page: query.page, size: query.page_size });
    return { descriptors: items.map(packDescriptor), count };
  },
});

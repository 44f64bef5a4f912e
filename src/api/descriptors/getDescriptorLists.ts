import { Type } from 'typebox';
import type { DescriptorId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { Uuid } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';
import { withUnknownOnRead } from './unknownOnRead.ts';

/** GET /storage/descriptors/{descriptor_id}/linked_lists (contract 40). */
export const getDescriptorLists = operation({
  method: 'GET',
  path: '/storage/descriptors/:descriptor_id/linked_lists',
  tag: 'descriptors',
  operationId: 'getDescriptorLists',
  summary: 'Lists that hold the descriptor',
  description: 'Lists the ids of the descriptors lists that hold the descriptor.',
  errors: [({ unknownDescriptorOnRead }) => unknownDescriptorOnRead],
  example: { params: { descriptor_id: EXAMPLE_ID.descriptor }, answer: { lists: [EXAMPLE_ID.descriptorsList] } },
  access: 'account',
  params: { descriptor_id: pathId<DescriptorId>('Descriptor') },
  answer: { status: 200, schema: Type.Object({ lists: Type.Array(Uuid) }) },
  run: ({ accountId, params, links, compatibility }) =>
    withUnknownOnRead(compatibility, async () => ({
      lists: await links.listsOfDescriptor(accountId, params.descriptor_id),
    })),
});

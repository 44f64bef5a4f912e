import type { DescriptorId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { linkParameters } from '../lists/linkParameters.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** PATCH /storage/descriptors/{descriptor_id}/linked_lists (contract 40). */
export const changeDescriptorLists = operation({
  method: 'PATCH',
  path: '/storage/descriptors/:descriptor_id/linked_lists',
  tag: 'descriptors',
  operationId: 'changeDescriptorLists',
  summary: 'Put the descriptor into a list or take it out',
  description: 'Attaches the descriptor to a list of descriptors, or detaches it. Attaching it twice changes nothing.',
  errors: ['descriptorTargetNotFound', 'listReferenceNotFound', 'wrongListKind'],
  example: {
    params: { descriptor_id: EXAMPLE_ID.descriptor },
    query: { do: 'attach', list_id: EXAMPLE_ID.descriptorsList },
  },
  access: 'account',
  params: { descriptor_id: pathId<DescriptorId>('Descriptor') },
  query: linkParameters,
  answer: { status: 204 },
  run: ({ accountId, params, query, links }) =>
    links.changeDescriptor(query.do, accountId, params.descriptor_id, query.list_id),
});

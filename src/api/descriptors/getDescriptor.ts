import type { DescriptorId } from '../../domain/ids.ts';
import { DESCRIPTOR, EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { DescriptorObject } from '../operations/answerObjects.ts';
import { operation } from '../operations/operation.ts';
import { DESCRIPTOR_TYPE } from '../wire/body/imageBody.ts';
import { pathId } from '../wire/query/pathParameters.ts';
import { packDescriptor } from './packDescriptor.ts';
import { withUnknownOnRead } from './unknownOnRead.ts';

/** GET /storage/descriptors/{descriptor_id} (contract 20). */
export const getDescriptor = operation({
  method: 'GET',
  path: '/storage/descriptors/:descriptor_id',
  tag: 'descriptors',
  operationId: 'getDescriptor',
  summary: 'One descriptor',
  description:
    'Shows to which person and lists a descriptor belongs. `Accept: application/x-vl-face-descriptor` downloads the descriptor itself, as a file that can be uploaded again.',
  errors: [({ unknownDescriptorOnRead }) => unknownDescriptorOnRead],
  example: { params: { descriptor_id: EXAMPLE_ID.descriptor }, answer: DESCRIPTOR },
  access: 'account',
  params: { descriptor_id: pathId<DescriptorId>('Descriptor') },
  answer: { status: 200, schema: DescriptorObject },
  run: ({ accountId, params, descriptors, compatibility }) =>
    withUnknownOnRead(compatibility, async () =>
      packDescriptor(await descriptors.get(accountId, params.descriptor_id)),
    ),
  representations: {
    [DESCRIPTOR_TYPE]: ({ accountId, params, exports, compatibility }) =>
      withUnknownOnRead(compatibility, () => exports.descriptor(accountId, params.descriptor_id)),
  },
});

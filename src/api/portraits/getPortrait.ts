import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { portraitName } from '../wire/query/pathParameters.ts';

/** GET /storage/portraits/{descriptor_id} and …_{size} (contract 20). */
export const getPortrait = operation({
  method: 'GET',
  path: '/storage/portraits/:portrait',
  tag: 'portraits',
  operationId: 'getPortrait',
  summary: 'Portrait of a descriptor, or one of its thumbnails',
  description:
    'Sends the portrait of a descriptor as JPEG. Append `_96` or another size of a thumbnail to the id for a smaller one. Portraits can be switched off by the operator.',
  errors: ['imageNotFound', 'portraitsOff'],
  example: { params: { portrait: EXAMPLE_ID.descriptor } },
  access: 'account',
  params: { portrait: portraitName },
  answer: { status: 200, contentType: 'image/jpeg' },
  run: ({ accountId, params, descriptors }) =>
    descriptors.portrait(accountId, params.portrait.descriptorId, params.portrait.side),
});

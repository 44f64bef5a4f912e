import { operation } from '../operation.ts';
import { portraitName } from '../pathParameters.ts';

/** GET /storage/portraits/{descriptor_id} and …_{size} (contract 20). */
export const getPortrait = operation({
  method: 'GET',
  path: '/storage/portraits/:portrait',
  tag: 'portraits',
  summary: 'Portrait of a descriptor, or one of its thumbnails',
  access: 'account',
  params: { portrait: portraitName },
  answer: { status: 200, contentType: 'image/jpeg' },
  run: ({ accountId, params, descriptors }) =>
    descriptors.portrait(accountId, params.portrait.descriptorId, params.portrait.side),
});

import type { DescriptorId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { operation } from '../../operations/operation.ts';
import { clampedInteger } from '../../wire/query/pageKeys.ts';
import { pathId } from '../../wire/query/pathParameters.ts';

/** GET /portraits/{descriptor_id} (docs/review.md). */
export const getPortraitBySize = operation({
  method: 'GET',
  path: '/portraits/:descriptor_id',
  tag: 'review',
  operationId: 'getPortraitBySize',
  summary: 'Portrait of a descriptor in the size wanted, or larger',
  description:
    'Sends, as JPEG, the smallest stored image of a portrait whose larger side has at least `side` pixels, or the portrait itself if none has. It works with any thumbnail sizes that the operator has set.',
  errors: ['imageNotFound', 'portraitsOff'],
  example: { params: { descriptor_id: EXAMPLE_ID.descriptor }, query: { side: 96 } },
  access: 'account',
  params: { descriptor_id: pathId<DescriptorId>('Descriptor') },
  query: { side: clampedInteger({ least: 16, most: 250, byDefault: 96 }, 'Least larger side in pixels') },
  answer: { status: 200, contentType: 'image/jpeg' },
  run: ({ accountId, params, query, descriptors }) =>
    descriptors.portraitOfSize(accountId, params.descriptor_id, query.side),
});

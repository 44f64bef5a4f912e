import { Type } from 'typebox';
import type { FindingId } from '../../../domain/ids.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { Count, NullableText, Share, Uuid } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { clampedInteger } from '../../wire/query/pageKeys.ts';
import { pathId } from '../../wire/query/pathParameters.ts';
import { afterPlace, nextPlace } from './placeKey.ts';

/** GET /review/clusters/{cluster_id} (docs/review.md). */
export const getCluster = operation({
  method: 'GET',
  path: '/review/clusters/:cluster_id',
  tag: 'review',
  operationId: 'getCluster',
  summary: 'All faces of a group',
  description: 'Shows the faces of a group that are still nobody’s, the most typical first, a page at a time.',
  errors: ['findingNotFound'],
  example: {
    params: { cluster_id: EXAMPLE_ID.action },
    answer: {
      id: EXAMPLE_ID.action,
      size: 1,
      faces: [{ descriptor_id: EXAMPLE_ID.descriptor, likeness: 0.99 }],
      next: null,
    },
  },
  access: 'account',
  params: { cluster_id: pathId<FindingId>('Cluster') },
  query: {
    limit: clampedInteger({ least: 1, most: 1000, byDefault: 200 }, 'Faces a page'),
    after: afterPlace,
  },
  answer: {
    status: 200,
    schema: Type.Object({
      id: Uuid,
      size: Count,
      faces: Type.Array(Type.Object({ descriptor_id: Uuid, likeness: Share })),
      next: NullableText,
    }),
  },
  async run({ accountId, params, query: { limit, after = 0 }, inbox }) {
    const { findingId, faces } = await inbox.cluster(accountId, params.cluster_id);
    const page = faces.slice(after, after + limit);
    const end = after + page.length;
    return {
      id: findingId,
      size: faces.length,
      faces: page.map(({ id, likeness }) => ({ descriptor_id: id, likeness })),
      next: nextPlace(end < faces.length ? end : null),
    };
  },
});

import { Type } from 'typebox';
import type { Inbox } from '../../../core/review/inbox.ts';
import { EXAMPLE_ID } from '../../documented/exampleObjects.ts';
import { Count, NullableText, Share, Uuid } from '../../operations/answerObjects.ts';
import { operation } from '../../operations/operation.ts';
import { clampedInteger } from '../../wire/query/pageKeys.ts';
import { PERSON_CARD, PersonCard, packCard } from '../personCard.ts';
import { afterPlace, nextPlace } from './placeKey.ts';

/** Faces of a group that the list shows. */
const SHOWN_FACES = 24;

const ClusterObject = Type.Object({
  id: Uuid,
  size: Count,
  likeness: Share,
  descriptor_ids: Type.Array(Uuid, { description: `The ${SHOWN_FACES} most typical ones` }),
  suggestion: Type.Union([Type.Object({ person: PersonCard, similarity: Share }), Type.Null()]),
});

type Cluster = Awaited<ReturnType<Inbox['cluster']>>;

function packCluster({ findingId, likeness, faces, suggestion }: Cluster) {
  return {
    id: findingId,
    size: faces.length,
    likeness,
    descriptor_ids: faces.slice(0, SHOWN_FACES).map(({ id }) => id),
    suggestion: suggestion && { person: packCard(suggestion.person), similarity: suggestion.similarity },
  };
}

/** GET /review/clusters (docs/review.md). */
export const listClusters = operation({
  method: 'GET',
  path: '/review/clusters',
  tag: 'review',
  operationId: 'listClusters',
  summary: 'Faces without a person, grouped by similarity',
  description:
    'Shows the groups that the latest run of the kind `clusters` found, the largest first, without faces that have been given to somebody or dismissed since. `suggestion` is a known person that the group looks like. Give the faces to a person with `POST /ext/1/actions/assign`.',
  errors: [],
  example: {
    query: { min_size: 2, limit: 20 },
    answer: {
      clusters: [
        {
          id: EXAMPLE_ID.action,
          size: 5,
          likeness: 0.98,
          descriptor_ids: [EXAMPLE_ID.descriptor],
          suggestion: { person: PERSON_CARD, similarity: 0.97 },
        },
      ],
      next: null,
    },
  },
  access: 'account',
  query: {
    min_size: clampedInteger({ least: 1, most: 1_000_000, byDefault: 2 }, 'Only groups of so many faces or more'),
    limit: clampedInteger({ least: 1, most: 100, byDefault: 20 }, 'Groups a page'),
    after: afterPlace,
  },
  answer: { status: 200, schema: Type.Object({ clusters: Type.Array(ClusterObject), next: NullableText }) },
  async run({ accountId, query: { min_size, limit, after }, inbox }) {
    const { items, next } = await inbox.clusters(accountId, { leastFaces: min_size, limit, after });
    return { clusters: items.map(packCluster), next: nextPlace(next) };
  },
});

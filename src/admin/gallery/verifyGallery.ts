import { Type } from 'typebox';
import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';
import { Count, ListIdText } from '../schemas.ts';

const MOST_LISTS = 10_000;

export const verifyGallery = adminOperation({
  method: 'POST',
  path: '/gallery/verify',
  tag: 'gallery',
  summary: 'Compare the lists in the memory of this node with the database; lists that differ are loaded anew',
  body: Type.Object(
    { list_ids: Type.Optional(Type.Array(ListIdText, { minItems: 1, maxItems: MOST_LISTS })) },
    { additionalProperties: false },
  ),
  answer: {
    status: 200,
    schema: Type.Object({
      differing: Count,
      ms: Count,
      lists: Type.Array(
        Type.Object({
          list_id: Type.String(),
          model: Type.Union([Type.String(), Type.Null()]),
          state: Type.Enum(['ok', 'differs', 'not-loaded', 'unsettled']),
          rows: Count,
          stale: Count,
          missing: Count,
          ghosts: Count,
        }),
      ),
    }),
  },
  async run({ galleryAudit, body: { list_ids: listIds } }) {
    if (!galleryAudit)
      throw new AdminError('conflict', 'this node keeps no lists in memory: there is nothing to compare');
    const { lists, differing, ms } = await galleryAudit.run(listIds);
    return {
      differing,
      ms,
      lists: lists.map(({ listId, modelId, ...found }) => ({ list_id: listId, model: modelId, ...found })),
    };
  },
});
